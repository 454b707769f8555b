"""From a folder of CSV files and clear documents to a package: sealed, counted, checked, signed."""
