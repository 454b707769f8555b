"""The checks of facts: the same in both languages, never typed by hand, not too old, able to be loaded."""
