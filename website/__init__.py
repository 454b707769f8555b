"""How the site looks and is built: templates, styles, scripts, and the hooks that MkDocs runs."""
