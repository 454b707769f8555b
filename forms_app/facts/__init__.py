"""The agency's facts, read once from agency/ and checked, so that a wrong one is named with its line."""
