"""Letters to one person, from the words in agency/letters.toml: given her own answers and able to see nobody else's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from forms_app import deadlines, pdf
from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.facts.languages import BY_CODE
from forms_app.facts.passages import Moment
from forms_app.forms import clock_of
from forms_app.forms.letter_texts import RULES, Kind
from forms_app.forms.person import Person
from forms_app.forms.places import county_named
from forms_app.forms.questions import Purpose, SafeWay, mask_address, postal_lines
from forms_app.i18n.translation import force_locale
from forms_app.i18n.translation import gettext as _
from forms_app.pdf import Letter
from forms_app.sealing import codes
from forms_app.text import ssn

WINDOW_LINES, WINDOW_LINE = 7, 52  # lines, and letters of usual width in a line, of 8 points


@dataclass(frozen=True)
class Addressee:
    """All that a letter may know of a person: the sender's own name and address, and what was sent when.

    `receipt_code` is known only of what staff keyed in: nobody else could give it to her.
    """

    name: str
    address: tuple[str, ...]
    language: str
    form: str
    reference: str
    received_on: date
    extended: bool = False
    answered_on: date | None = None
    ended_on: date | None = None
    passed_on: date | None = None  # to another county's agency, before this letter
    receipt_code: str = ""


@dataclass(frozen=True)
class Filling:
    """What the staff member adds: words for the person and, for a transfer, its day and the other county."""

    text: str = ""
    county: str = ""
    transferred_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """What every letter may say about the agency and the law."""

    agency: Agency
    rules: Rules
    public_url: str


def is_safe(person: Person) -> bool:
    """A letter goes only where the person said that one is safe, and has an address."""
    return person.is_safe(SafeWay.MAIL) and has_address(person)


def has_address(person: Person) -> bool:
    """One that a letter reaches: whoever has no fixed address may have told the town only."""
    address = person.own(Purpose.ADDRESS) or {}
    return bool(address.get("line1") and (address.get("city") or address.get("postal_code")))


def addressee(form: str, person: Person, language: str, reference: str, received_on: date) -> Addressee:
    lines = tuple(postal_lines(mask_address(person.own(Purpose.ADDRESS) or {})))
    return Addressee(ssn.mask(person.name), lines, language, form, reference, received_on)


def written(kind: Kind, to: Addressee, filling: Filling, on: date, facts: Facts) -> Letter:
    """The letter in its person's language; nothing of it changes any more but the day on top."""
    body = kind.body[to.language] + (kind.code[to.language] if to.receipt_code else "")
    moment, values = _moment(to, filling, on, facts), _said(to, filling, facts)
    passages = {name: one.words(moment, to.language).format(**values) for name, one in kind.passages.items()}
    said = body.strip().format(**values, **passages)
    return Letter(
        heading=kind.heading[to.language],
        to=(to.name, *to.address),
        on=on,
        paragraphs=tuple(part.strip() for part in said.split("\n\n") if part.strip()),
        signed=(facts.agency.name[to.language],),
        reference=to.reference,
        language=to.language,
    )


def true_until(kind: Kind, to: Addressee, filling: Filling, on: date, facts: Facts) -> date | None:
    """The last day on which everything that the letter says of days is true; None where it stays so."""
    moment = _moment(to, filling, on, facts)
    return min(filter(None, (one.true_until(moment) for one in kind.passages.values())), default=None)


def changes(kind: Kind, before: str, now: str) -> bool:
    """Whether the letter would say something else, once what it is about is answered, ended or passed on."""
    return before != now and any(
        state in one.ways for one in kind.passages.values() for state in (before, now) if state
    )


def unprintable(letter: Letter) -> list[str]:
    """The signs in name, address and words that no font of ours has, each once."""
    return _compiler().unshown("\n".join((*letter.to, *letter.paragraphs)))


def is_long(letter: Letter) -> bool:
    """Whether its address would stand smaller in an envelope's window than the post's machines read (8 points)."""
    return sum(-(-len(line) // WINDOW_LINE) for line in letter.to) > WINDOW_LINES


def typeset(written: Sequence[Letter], agency: Agency) -> bytes:
    """One tagged PDF with all of them. Raises letters.CannotPrint."""
    return _compiler().pdf(*(pdf.letter(one, agency) for one in written))


def _moment(to: Addressee, filling: Filling, on: date, facts: Facts) -> Moment:
    clock = clock_of(to.form)
    due, later = (clock.due_on(facts.rules, to.received_on, extended) for extended in (to.extended, True))
    days = {"received_on": to.received_on}
    days |= {name: one.last_day for name, one in (("due_on", due), ("later_due_on", later)) if one}
    if filling.transferred_on:
        days["other_due_on"] = deadlines.transfer_answer_due(facts.rules, filling.transferred_on).last_day
    reached = {"answered": to.answered_on, "ended": to.ended_on, "transferred": to.passed_on}
    return Moment(on, days, to.extended, frozenset(state for state, day in reached.items() if day))


def _said(to: Addressee, filling: Filling, facts: Facts) -> dict[str, str]:
    rules, language = facts.rules, to.language
    days = _moment(to, filling, to.received_on, facts).days
    named_days = {**days, "answered_on": to.answered_on, "ended_on": to.ended_on, "passed_on": to.passed_on}
    return {
        "reference": to.reference,
        **{name: deadlines.words(day, language) for name, day in named_days.items() if day},
        "text": filling.text,
        "phone": facts.agency.phones["customer_connect"].number,
        "hearing_phone": facts.agency.phones["state_hearing_office"].number,
        "receipt_code": codes.for_print(to.receipt_code).replace(" ", "\u00a0"),
        "status_page": f"{facts.public_url}{BY_CODE[language].start}forms/status/",
        **{name: str(rules[rule].days) for name, rule in RULES.items()},
        **_transferred(filling, language, facts),
    }


def _transferred(filling: Filling, language: str, facts: Facts) -> dict[str, str]:
    if filling.transferred_on is None:
        return {}
    with force_locale(language):
        name, county = facts.agency.agency_of(filling.county), filling.county
        whole = _("the child support agency of %(county)s County", county=county_named(county))
        if name and county not in name:
            whole = _("%(agency)s, which serves %(county)s County", agency=name, county=county_named(county))
    return {
        "transferred_on": deadlines.words(filling.transferred_on, language),
        "to_agency": whole,
    }


@cache
def _compiler() -> pdf.Compiler:
    return pdf.Compiler()
