"""The phone menu guide: agency/phone_menu.yaml is read, checked, walked, and drawn for the page."""
