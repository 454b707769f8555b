"""Messages: one conversation for each of her cases, out of what she sent and what staff answered."""
