"""What holds for every spelling of tests/support/value_spellings.py: each rule says what went wrong, or nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from hypothesis.strategies import SearchStrategy, text

from forms_app.forms.questions import Email, Lines, Page, Phone, Purpose, Story
from forms_app.text import ssn
from forms_app.text.cleaning import Unacceptable, clean
from support.value_spellings import (
    HIDDEN,
    Spelled,
    copied,
    digits_of,
    emails,
    invisible,
    no_numbers,
    numbers,
    phones,
    scribbled,
)


class Asked(Page):
    """One question of each kind."""

    phone = Phone("Telephone")
    email = Email("E-mail")
    name = Lines("Name", purpose=Purpose.NAME, required="Enter your name.")
    story = Story("Story", longest=10**4)


def stored(field: str, typed: str) -> object:
    """What a question makes of it, or its sentence."""
    question = Asked.of({field: [typed]})[field]
    question.validate(())
    return question.errors[0] if question.errors else question.data


def is_masked(spelled: Spelled) -> str:
    story = Asked.of()["story"]
    shown = "\n".join(story.masked(clean(spelled.typed, lines=True)))
    found = ssn.found(spelled.typed)
    right = shown == spelled.meant and len(found) == spelled.meant.count("***-**-") and not ssn.found(shown)
    return "" if right else f"{spelled.typed!r} is shown as {shown!r}"


def is_left_alone(plain: str) -> str:
    return "" if ssn.mask(plain) == plain and not ssn.found(plain) else f"{plain!r} is shown as {ssn.mask(plain)!r}"


def is_her_number(spelled: Spelled) -> str:
    question, value = Asked.of()["phone"], stored("phone", spelled.typed)
    read = question.read(value) if isinstance(value, dict) else [str(value)]
    return "" if read == [spelled.meant] else f"{spelled.typed!r} became {read}"


def is_no_other_number(typed: str) -> str:
    """A number of North America is stored only if its ten digits were typed, and nothing but a 1 before them."""
    value = stored("phone", typed)
    if not isinstance(value, dict) or not value["number"].startswith("("):
        return ""
    hers, its = digits_of(typed), digits_of(value["number"]) + value["extension"]
    return (
        "" if hers.removesuffix(its) in ("", "1", "001", "0111") and hers.endswith(its) else f"{typed!r} became {value}"
    )


def is_her_address(spelled: Spelled) -> str:
    value = stored("email", spelled.typed)
    return "" if value == unicodedata.normalize("NFC", spelled.meant) else f"{spelled.typed!r} became {value!r}"


def is_as_it_was_seen(spelled: Spelled) -> str:
    value = stored("story", spelled.typed)
    return "" if value == clean(spelled.meant, lines=True) else f"{spelled.typed!r} became {value!r}"


def is_no_name(typed: str) -> str:
    value = stored("name", typed)
    wanted = ("Enter your name.", "We cannot take the first character. Delete it or type it another way.")
    # A line break within a single line is refused; no browser sends one.
    return (
        "" if value == wanted[0] or ("\n" in typed or "\r" in typed) and value == wanted[1] else f"{typed!r}: {value!r}"
    )


def is_clean_for_good(typed: str) -> str:
    """Whatever it is: what was cleaned stays as it is and hides nothing, or is refused with words that can be read."""
    try:
        kept = clean(typed, lines=True)
        return "" if clean(kept, lines=True) == kept and not set(HIDDEN) & set(kept) else f"{typed!r} became {kept!r}"
    except Unacceptable as wrong:
        return "" if clean(wrong.before) == wrong.before.strip() else f"{typed!r} is refused after {wrong.before!r}"


RULES: dict[str, tuple[Callable[[], SearchStrategy[object]], Callable[..., str]]] = {
    "masked": (numbers, is_masked),
    "left alone": (no_numbers, is_left_alone),
    "her number": (phones, is_her_number),
    "no other number": (scribbled, is_no_other_number),
    "her address": (emails, is_her_address),
    "as it was seen": (copied, is_as_it_was_seen),
    "no name": (invisible, is_no_name),
    "clean for good": (text, is_clean_for_good),
}
