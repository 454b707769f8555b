"""Papers in accounts: sealed to their holders, watched until opened, and what holders said about the post."""
