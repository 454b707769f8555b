"""Filling in a form: from its start, page by page, to Send; stopping and going on later."""
