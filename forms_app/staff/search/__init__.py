"""Finding submissions: by words that are kept as hashes only, by queue, page after page."""
