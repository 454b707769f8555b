"""What the money of a case says, out of its bundle and before any page: rows, sums, sentences, files."""
