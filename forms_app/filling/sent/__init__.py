"""What follows from something that was sent: as its receipt tells it, as lines of days, as a file for a calendar."""
