"""What staff ask: each thing worked off once, by the own list and the case data, and never on their word alone."""
