"""The phone menu guide: the menu of forms_app/phone is drawn for the page."""
