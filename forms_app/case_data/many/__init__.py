"""Large packages of made-up cases with money that adds up, the same for one seed: what a load is tried and timed on."""
