"""The languages of the product: one list, from which site, forms, mail and letters take theirs."""

from __future__ import annotations

LANGUAGES = ("en", "es")
NAMES = {"en": "English", "es": "Español"}
