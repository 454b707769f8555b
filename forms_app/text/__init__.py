"""What people write, before anything is made of it: cleaned, and searched for numbers that must not be shown."""

from __future__ import annotations

Raw = dict[str, list[str]]  # what was typed or chosen, by the name of the input
