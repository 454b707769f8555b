"""What a holder reads: her money, her cases, her dates, each page out of the bundles that only she opens."""
