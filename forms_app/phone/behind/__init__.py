"""What the real line does for a caller, behind number and PIN or with a code: the only rooms that open its database."""
