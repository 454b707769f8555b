"""What staff key in for a person: a call, a letter, a visit."""
