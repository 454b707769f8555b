"""Our own line: agency/phone_line.yaml, read, proved and laid over the menu of the printed brochure."""
