"""How somebody comes in: with a code from a letter, or with Participant ID, password and one thing more."""
