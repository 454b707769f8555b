"""From a form that was sent to its receipt on paper: what, when, by when an answer, and what to do if none comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO

import segno

from forms_app import deadlines
from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.forms import Form
from forms_app.forms.notes import still_running
from forms_app.forms.places import county_named
from forms_app.forms.policy import CUSTOMER_CONNECT
from forms_app.forms.questionnaire import Answers
from forms_app.i18n.translation import format_time
from forms_app.i18n.translation import gettext as _
from forms_app.pdf.blocks import Block, Document, days, heading, items, paragraph
from forms_app.pdf.frame import frame, in_language
from forms_app.pdf.paper_forms import answer_blocks, with_number
from forms_app.pdf.sending import number
from forms_app.sealing import codes


@dataclass(frozen=True)
class Sent:
    """What was sent. `receipt_code` has twenty digits; None where a form has no status page."""

    form: Form
    reference: str
    receipt_code: str | None
    sent_at: datetime
    answers: Answers
    together: tuple[tuple[str, str, str], ...] = ()  # county, case and reference of each, where it went for several


def receipt(sent: Sent, language: str, agency: Agency, rules: Rules, status_url: str) -> Document:
    """`status_url` is the address of the status page; the QR code holds it and nothing else."""
    with in_language(language):
        on = deadlines.local_date(sent.sent_at)
        blocks = [
            heading(_("We have received it") if agency.official else _("Stored on this demonstration only"), 1),
            paragraph(sent.form.title),
            _codes(sent, on, language, status_url),
            *_together(sent),
            *_next(sent, on, language, agency, rules),
            *_if_nothing_comes(sent, agency),
            heading(_("What you sent")),
            *_smaller(answer_blocks(sent.form, sent.answers)),
        ]
        note = _(
            "Where it says “[not shown here]”, this paper cannot print what you wrote. It was kept as you wrote it."
        )
        phone = sent.form.policy.ways.phone
        return frame(agency, language, _("Your receipt"), blocks, style="letter", note=note, phone=phone)


def _codes(sent: Sent, on: date, language: str, status_url: str) -> Block:
    at = f"{deadlines.words(on, language)}, {format_time(sent.sent_at, 'h:mm a')}"
    reference: Block = {"label": _("Your reference"), "code": sent.reference}
    block: Block = {"kind": "codes", "rows": [reference], "sent": _("Sent: %(moment)s", moment=at), "status": None}
    if sent.receipt_code:
        block["rows"].append({"label": _("Your receipt code"), "code": codes.for_print(sent.receipt_code)})
        block["status"] = _status(status_url)
    return block


def _together(sent: Sent) -> Iterator[Block]:
    if sent.together:
        yield heading(_("Sent for each of these cases"))
        lines = (
            {"county": county_named(county), "number": case, "reference": code} for county, case, code in sent.together
        )
        yield items([_("%(county)s County, case %(number)s: reference %(reference)s", **line) for line in lines])


def _status(address: str) -> Block:
    where = _("To see where it stands, go to this page. You need the reference and the receipt code.")
    keep = _("Keep the receipt code to yourself; staff will never ask for it.")
    return {
        "text": f"{where} {keep}",
        "url": address,
        "qr": qr(address),
        "alt": _("QR code with the address of the status page"),
    }


@lru_cache(maxsize=4)
def qr(address: str) -> str:
    """The address as a QR code in SVG, which a quarter of dirt or folds does not harm."""
    drawn = BytesIO()
    segno.make(address, error="q", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()


def _next(sent: Sent, on: date, language: str, agency: Agency, rules: Rules) -> Iterator[Block]:
    promised = sent.form.policy.promise(rules, on, language)
    yield heading(_("What happens next"))
    if not agency.official:
        due = sent.form.due(sent.form.relevant(sent.answers), rules)
        yield from (paragraph(said, strong=True) for said in still_running(due, rules, on, language))
        yield paragraph(promised.not_filed, strong=True)
    if promised.days:
        yield days([(deadlines.words(on, language), _("Counts as received")), *promised.days])
    yield from (paragraph(reason) for reason in promised.reasons)
    yield from (paragraph(said) for said in promised.here if agency.official)
    yield from (
        paragraph(with_number(said, agency), strong=True) for said in sent.form.lasting(sent.answers, agency.official)
    )
    yield from (paragraph(point, soft=True) for point in promised.open_points)


def _if_nothing_comes(sent: Sent, agency: Agency) -> Iterator[Block]:
    yield heading(_("If nothing comes"))
    yield items(
        [
            *(_whom_to_ask(sent, agency) if agency.official else _where_it_counts(sent, agency)),
            _("Keep this paper where only people you trust can find it: it shows what you wrote."),
        ]
    )


def _whom_to_ask(sent: Sent, agency: Agency) -> Iterator[str]:
    yield _("Call %(number)s and give your reference.", number=number(agency))
    ways = sent.form.policy.ways
    if ways.also_call:
        yield str(ways.also_call) % {"number": number(agency, ways.phone)}


def _where_it_counts(sent: Sent, agency: Agency) -> Iterator[str]:
    yield _(
        "Nothing comes from this demonstration, and nobody at the agency knows the reference above. If you need it for "
        "real:"
    )
    yield _("Call %(number)s.", number=number(agency, sent.form.policy.ways.phone))
    if sent.form.policy.ways.phone != CUSTOMER_CONNECT:
        yield _("For anything else, call %(number)s.", number=number(agency))


def _smaller(blocks: Iterator[Block]) -> Iterator[Block]:
    """The answers stand under a heading of their own here."""
    return ({**block, "level": 3} if block["kind"] == "heading" else block for block in blocks)
