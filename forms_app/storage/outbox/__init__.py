"""The outbox: what must still happen because of a submission, and the only place that writes and reads it."""
