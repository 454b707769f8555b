"""The second door: whose keys a telephone PIN opens, and what the line hands in."""
