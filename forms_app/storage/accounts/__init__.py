"""Who signs in, by what, and what was seen and done: rows of any app that people sign in to, and those of staff."""
