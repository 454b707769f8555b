"""What `make check` looks at beside the tests: one list of tools, and the few checks that no kept tool makes."""
