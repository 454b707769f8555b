"""How she signs in, changed by herself: each change after a fresh second factor, and each in her history."""
