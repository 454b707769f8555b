"""The letters that were written: those that wait for the printer or the post, those that went, those that came back."""
