"""Takes a package into the case database: checked with what is there, compared, and written in one transaction."""
