"""Her papers: documents of the agency's system and letters of the staff, each with what she did with it."""
