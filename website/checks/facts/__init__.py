"""The checks of facts: the same in every language, never typed by hand, not too old, loadable; the phone menu too."""
