"""What search looks through: an index per language, words of one meaning, ZIP codes by county."""
