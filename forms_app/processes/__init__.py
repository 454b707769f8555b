"""What every process of a service does before and while it runs: it checks, listens, logs and stops."""
