"""What was sent, and what staff keep about it: one module per table, typed rows out, no statement anywhere else."""
