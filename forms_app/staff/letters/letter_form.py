"""The form in which a letter is written, on a submission's page: what it offers, what was typed, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.facts.agency import CALIFORNIA_COUNTIES
from forms_app.forms import FORMS, clock_of
from forms_app.forms.letter_texts import Kind
from forms_app.forms.person import Person
from forms_app.forms.questions import SafeWay
from forms_app.forms.questions.base import unacceptable
from forms_app.i18n.translation import gettext as _
from forms_app.pdf import Letter
from forms_app.staff.acts import standing
from forms_app.staff.auth_guard import field
from forms_app.staff.letters import wording
from forms_app.staff.letters.wording import Filling
from forms_app.staff.office import office
from forms_app.staff.submissions.contents import Content
from forms_app.staff.text_fields import wrong_with
from forms_app.storage.letters import letters
from forms_app.storage.rows import NO_DAY
from forms_app.storage.status import Status
from forms_app.storage.submissions.submissions import SubmissionRow
from forms_app.text import ssn
from forms_app.text.cleaning import Unacceptable, clean, tidy

LONGEST = 6000


@dataclass(frozen=True)
class Typed:
    """What stands in the form, as it was typed."""

    kind: str = ""
    text: str = ""
    county: str = ""
    transferred_on: str = ""
    reason: str = ""
    anyway: str = ""  # with signs that cannot be printed, or an address too long for a window

    @classmethod
    def posted(cls) -> Typed:
        return cls(**{name: field(name).replace("\r\n", "\n").strip() for name in vars(cls())})

    def filling(self, kind: Kind) -> Filling:
        """Only of what `missing` finds nothing in."""
        text = ssn.mask(clean(self.text, lines=True))
        if kind.mailing != "transfers":
            return Filling(text)
        return Filling(text, self.county, date.fromisoformat(self.transferred_on))


def offered(row: SubmissionRow, now: Status) -> dict[str, Kind]:
    """The letters that still make sense; more time is given once, and nothing is passed on that is answered."""
    over, extended = standing.is_over(now), now.extended
    gone = {"extends"} if extended and not over else {"extends", "transfers"} if over else set()
    return {id_: kind for id_, kind in _answering(row).items() if kind.mailing not in gone}


def _answering(row: SubmissionRow) -> dict[str, Kind]:
    """The letters that answer its form, in the order of letters.toml."""
    named = FORMS[row.form].policy.letters
    return {id_: kind for id_, kind in office().letters.items() if id_ in named}


def missing(typed: Typed, kind: Kind, since: date, confidential: bool) -> dict[str, str]:
    """By the name of the field: what to do about it. Nothing was passed on before the day `since`."""
    wrong = {"text": _text(typed, kind)}
    if kind.mailing == "transfers":
        wrong["county"] = "" if typed.county in CALIFORNIA_COUNTIES else _("Choose the county.")
        wrong["transferred_on"] = _day(typed.transferred_on, since)
    if confidential:
        asked = _("The address is masked. Write why you need it for this letter.")
        wrong["reason"] = wrong_with(typed.reason) if tidy(typed.reason) else asked
    return {name: words for name, words in wrong.items() if words}


def doubtful(letter: Letter) -> dict[str, str]:
    """What would go out otherwise than it was written; the writer mends it, or lets it go all the same."""
    doubts = []
    if signs := wording.unprintable(letter):
        said = _("This paper cannot print: %(signs)s. There it would say “[not shown here]”.", signs="  ".join(signs))
        doubts += [said, _("Write it another way; a name or an address by hand on the envelope.")]
    if wording.is_long(letter):
        doubts.append(
            _("The address is too long for an envelope with a window. Use one without, and write it by hand.")
        )
    return {"anyway": " ".join(doubts)} if doubts else {}


def mail_by(kind: Kind, row: SubmissionRow, filling: Filling) -> date | None:
    """The day until which the law wants the letter mailed; None where our sources name none."""
    rules = office().rules
    if kind.mailing == "transfers" and filling.transferred_on:
        return deadlines.transfer_copy_due(rules, filling.transferred_on).last_day
    if kind.mailing in ("extends", "answers"):
        return None if row.due_on == NO_DAY else row.due_on
    complete = clock_of(row.form).complete
    if kind.mailing == "asks" and complete:
        return deadlines.count(rules, complete, deadlines.local_date(row.received_at)).last_day
    return None


def beside(connection: Connection, row: SubmissionRow, content: Content, now: Status) -> dict[str, Any]:
    """What the card on the submission's page shows."""
    kinds = _answering(row)
    return {
        "letters": kinds,
        "letters_offered": list(offered(row, now).values()),
        "letters_written": letters.list_about(connection, row.reference) if kinds else [],
        "no_letter": [] if wording.is_safe(content.person) else _instead(content.person),
        "letter_needs_reason": content.person.is_confidential,
        "longest_letter": LONGEST,
    }


def _text(typed: Typed, kind: Kind) -> str:
    try:
        clean(typed.text, lines=True)
    except Unacceptable as wrong:
        return unacceptable(wrong)
    if len(typed.text) > LONGEST:
        values = {"typed": len(typed.text), "most": LONGEST}
        return str(_("It is too long for a letter: %(typed)d characters, %(most)d fit.", **values))
    if kind.needs_text and not typed.text:
        return str(_("Write what this letter has to say."))
    if typed.text and not kind.takes_text:
        return str(_("This letter has fixed words: yours would not be in it. Take them out, or choose another one."))
    return ""


def _day(typed: str, since: date) -> str:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return str(_("Enter the day on which it was passed on."))
    today = office().today()
    return "" if since <= day <= today else str(_("It cannot be before it was received, or after today."))


def _instead(person: Person) -> list[str]:
    """Why there is no letter, and how to reach this person all the same."""
    if person.is_safe(SafeWay.MAIL):
        lines = [_("No letter can go out: this person has no fixed address.")]
    else:
        lines = [_("No letter can go out: this person did not say that mail is safe.")]
    if person.is_safe(SafeWay.PHONE):
        lines.append(_("Call, and say what the letter would say."))
    lines.append(_("Write it under “The answer”: the person reads it with the receipt code."))
    if person.is_safe(SafeWay.EMAIL):
        lines.append(_("An e-mail then says that there is a message."))
    return lines
