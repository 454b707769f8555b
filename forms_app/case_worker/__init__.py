"""The case-data worker: alone between what the agency knows and what holders are sealed; it decides, they only ask."""
