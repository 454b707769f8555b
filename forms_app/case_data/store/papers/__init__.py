"""What lies in holders' accounts to be read: letters of the staff, what became of each paper, and who wants no more."""
