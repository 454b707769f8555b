"""What keeps a process from starting: one family of errors, each with the line that the operator or editor reads."""


class CannotStart(Exception):
    """A setting, a key, the database or a file of facts is wrong; the message says where, what, and what to do."""
