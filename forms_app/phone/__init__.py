"""The telephone: one menu file is the guide, the practice call and a line that answers."""
