"""Lines that one look shows to be right rows: of a table without words, nothing quoted, no number in a doubtful form.

Whatever is not plain may be right all the same and is looked at cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from forms_app.case_data.contract.contract import Field, Table
from forms_app.facts.case_words import Words

ID = r"[A-Za-z0-9-]{1,40}"  # of the contract
# Three, two and four digits can only be told apart in an id by two hyphens.
_PLAIN_ID = r"[A-Za-z0-9]{1,19}(?:-[A-Za-z0-9]{1,19})?"
_YEAR_MONTH = r"[12]\d{3}-(?:0[1-9]|1[0-2])"
_DAY = (
    rf"(?:{_YEAR_MONTH}-(?:0[1-9]|1\d|2[0-8])|[12]\d{{3}}-(?:0[13-9]|1[0-2])-(?:29|30)"
    r"|[12]\d{3}-(?:0[13578]|1[02])-31|20(?:[02468][048]|[13579][26])-02-29)"
)
_KINDS = {"boolean": "[yn]", "date": _DAY, "integer": r"\d{1,9}"}
# The last cells of rows that break no rule between their cells (row_rules.py).
_RULED: dict[str, str] = {"receipts": rf"(?:posted,|reversal,{_PLAIN_ID})"}
_NEVER = ("people", "cases", "case_parties", "orders")  # few rows, with rules of their own


def matcher(table: Table, words: Words) -> Callable[[str], object] | None:
    """Whether a line is plain; nothing for a table that has no plain lines."""
    fields = table.fields
    if table.name in _NEVER or any(
        field.is_text or field.type == "datetime" or field.name == "sealed" for field in fields
    ):
        return None
    cells = [_cell(field, words) for field in fields]
    if ruled := _RULED.get(table.name):
        cells[-2:] = [ruled]
    return re.compile(",".join(cells) + r"\r?", re.ASCII).fullmatch


def _cell(field: Field, words: Words) -> str:
    codes = tuple(words[field.words]) if field.words else field.codes
    if codes:
        pattern = "|".join(map(re.escape, codes))
    else:
        pattern = _PLAIN_ID if field.pattern == ID else field.pattern or _KINDS[field.type]
    return f"(?:{pattern})" if field.required else f"(?:{pattern})?"
