"""Every module of this room declares one form, as FORM: its pages and its policy. Nothing else names a form."""
