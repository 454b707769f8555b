"""What tests, drills and benchmarks share: people and their answers, running products, servers of the real kind."""
