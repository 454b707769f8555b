"""One submission as staff know it: what it says, what is hidden, where it stands, and what is done to it."""
