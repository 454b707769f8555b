"""The last look before an answer is shown: a number that looks like a Social Security number keeps four digits."""

from __future__ import annotations

import re

# Nine digits as 3-2-4 with or without something between, and not part of a longer number.
LIKE_AN_SSN = re.compile(r"(?<![\d])\d{3}([-\s.\u00ad\u2010-\u2015\u2212]?)\d{2}\1(\d{4})(?![\d])")


def masked(text: str) -> str:
    return LIKE_AN_SSN.sub(r"***-**-\2", text)
