"""The telephone's own database: keys of callers under their PINs, what is sealed to them, what the line hands in."""
