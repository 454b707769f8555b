"""The checks of words: spelling, terms, reading grade, and English that was left on a Spanish page."""
