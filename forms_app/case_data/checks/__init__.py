"""Every check of a package of case data that its folder alone allows: descriptor, cells, rows, references, sums."""
