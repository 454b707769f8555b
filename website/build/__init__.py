"""The build, step by step: one module for each thing that MkDocs leaves to us."""
