"""Makes one person's bundles out of the rows of that person alone: what she may see, and nothing beside it."""
