"""The guideline calculator: its start, its questions on one page, its estimate; page by page it goes as a form does."""
