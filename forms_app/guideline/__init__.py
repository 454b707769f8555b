"""The guideline for child support: pure functions over agency/guideline.toml, exact, each step told."""
