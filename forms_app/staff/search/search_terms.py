"""What somebody typed into the search, as what it may mean: names, numbers as they are written, labels before them."""

from __future__ import annotations

from collections.abc import Sequence

from forms_app.storage.submissions.references import read_reference
from forms_app.text import folding

PHONE_DIGITS = 10
WITHOUT_AREA = (7, 8, 9)  # as a number is told at home, here and in other countries
LONGEST_PHONE = 15  # ITU-T E.164
LONGEST_NUMBER = 12  # parts, such as BY 1 234 567
# What stands before a number on letters and in notes, in both languages; of a search without a figure they are names.
_LABEL_WORDS = """
    pid id participant participante case caso expediente number numero num no nr nro court corte
    tribunal reference referencia ref tel telephone telefono phone cell cel celular mobile movil
    home casa work trabajo whatsapp fax of the de del la el
"""
_LABELS = frozenset(_LABEL_WORDS.split())
_EXTENSIONS = frozenset(("ext", "extension", "x", "anexo"))


def reference_in(text: str) -> str | None:
    """The reference somebody typed, however it is spaced and whatever is written before it."""
    parts = folding.words(text)
    for start in range(len(parts)):
        if start and not _is_label(parts[start - 1]):
            return None
        try:
            return read_reference("".join(parts[start:]))
        except ValueError:
            continue
    return None


def number_in(text: str) -> str:
    """The number of an answer, without the words that say what it is."""
    parts = folding.words(text)
    return folding.number("".join(parts[place] for place in _places_needed(parts)))


def alternatives(text: str) -> list[list[str]]:
    """For each part that must be there, under which words it may stand: alone, or as one with its neighbours."""
    parts = folding.words(text)
    meanings: list[set[str]] = [set() for _ in parts]
    for start, end in folding.joined(parts, LONGEST_NUMBER):
        for place in range(start, end):
            meanings[place].update(_words_of(parts[start:end]))
    return [sorted(meanings[place]) for place in _places_needed(parts)]


def _places_needed(parts: Sequence[str]) -> list[int]:
    """The places of all but labels and extensions; of all where there is no figure: then "Casa" is a name."""
    if not any(map(str.isdigit, parts)):
        return list(range(len(parts)))
    before = ["", *parts]
    return [place for place, part in enumerate(parts) if not _is_label(part) and not _is_extension(part, before[place])]


def _is_label(part: str) -> bool:
    return bool(folding.spellings(part) & (_LABELS | _EXTENSIONS))


def _is_extension(part: str, previous: str) -> bool:
    return part.isdigit() and not folding.spellings(previous).isdisjoint(_EXTENSIONS)


def _words_of(run: Sequence[str]) -> list[str]:
    """What parts that stand together mean as one."""
    whole = "".join(run)
    numbers = [f"number {folding.number(whole)}"] if any(map(str.isdigit, run)) else []
    if whole.isdigit():
        return [*numbers, *_phones(whole)]
    return [*numbers, *(f"word {one}" for one in folding.spellings(whole) if len(run) <= folding.JOINED)]


def _phones(digits: str) -> list[str]:
    is_one = PHONE_DIGITS <= len(digits) <= LONGEST_PHONE or len(digits) in WITHOUT_AREA
    return [f"phone {digits[-PHONE_DIGITS:]}"] if is_one else []
