"""The operator's commands, and `make run`."""
