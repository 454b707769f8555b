"""What staff may read of account holders: who they are, how their accounts stand, what waits to be done and decided."""
