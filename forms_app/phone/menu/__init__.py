"""The menu of the printed brochure: agency/phone_menu.yaml is read, checked and walked."""
