"""Before a form: the guide to the right door, and somebody's own dates."""
