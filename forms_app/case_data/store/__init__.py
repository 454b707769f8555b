"""What the agency's system delivered, in tables: loaded in one piece, read person by person, urgent words first."""
