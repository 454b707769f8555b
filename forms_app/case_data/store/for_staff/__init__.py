"""What staff may read of account holders: who they are, how their accounts stand, and what waits to be done."""
