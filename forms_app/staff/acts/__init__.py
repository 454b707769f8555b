"""What staff do to a submission: acts that the law dates, and where it stands because of them."""
