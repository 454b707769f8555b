"""The outbox worker: sends what waits, reads what comes back, deletes what has outlived its time."""
