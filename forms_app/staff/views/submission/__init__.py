"""The page of one submission, and the forms beside it."""
