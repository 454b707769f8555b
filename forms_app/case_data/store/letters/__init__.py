"""Letters that the inside makes for staff to print: who may be written to, and what waits."""
