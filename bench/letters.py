"""What a paper costs, in CPU, against a warm, reused typst compiler that sets the same template and data beside it."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import typst
from flask import Flask
from support.answers import most
from support.public_forms import FORMS

from bench.figures import Figure
from forms_app import deadlines
from forms_app.deadlines import Rules
from forms_app.facts import agency as agency_module
from forms_app.facts.agency import Agency
from forms_app.forms import letter_texts
from forms_app.i18n import translation
from forms_app.pdf import Compiler, Document, Sent, filled_form, letter, receipt
from forms_app.pdf.compiler import FOLDER, TEMPLATE
from forms_app.sealing import codes
from forms_app.settings import ROOT
from forms_app.staff.letters import wording as staff_letters

LIMIT = 1.5
ROUNDS = 40
SENT_AT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
STATUS_PAGE = "https://example.org/es/forms/status/"
Make = Callable[[str], Document]


def figures() -> list[Figure]:
    app = Flask("letters")
    translation.install(app)
    facts, rules = agency_module.load(ROOT / "agency"), deadlines.load(ROOT / "agency")
    with app.app_context():
        return [figure(name, make) for name, make in _papers(facts, rules).items()]


def _papers(facts: Agency, rules: Rules) -> dict[str, Make]:
    """The complaint of a person of this name; the longest of what a visitor waits for."""
    form, answers = FORMS["complaint"], FORMS["complaint"].relevant(most(FORMS["complaint"]).values)

    def receipt_of(name: str) -> Document:
        sent = Sent(form, "7KQ2-M4XD", codes.new(), SENT_AT, {**answers, "full_name": name})
        return receipt(sent, "es", facts, rules, STATUS_PAGE)

    def form_of(name: str) -> Document:
        return filled_form(form, "es", {**answers, "full_name": name}, facts, rules)

    kind, known = letter_texts.load(ROOT / "agency")["resolution"], staff_letters.Facts(facts, rules, STATUS_PAGE)
    filling = staff_letters.Filling("Revisamos su caso y lo abrimos otra vez. " * 20)

    def letter_of(name: str) -> Document:
        where = ("12 Olive St", "Los Angeles, CA 90012")
        to = staff_letters.Addressee(name, where, "es", "complaint", "7KQ2-M4XD", SENT_AT.date())
        return letter(staff_letters.written(kind, to, filling, SENT_AT.date(), known), facts)

    return {
        "receipt as PDF ÷ typst": receipt_of,
        "filled form as PDF ÷ typst": form_of,
        "letter as PDF ÷ typst": letter_of,
    }


def figure(name: str, make: Make, limit: float = LIMIT) -> Figure:
    """Ours from the declaration to the PDF; theirs from ready JSON to the PDF, in turns.

    typst remembers what it has set before, in the whole process: so no paper is set twice, by neither.
    """
    ours, theirs = Compiler(), _plain()
    first = _pair(ours, theirs, make, 0)[0] * 1000
    pairs = [_pair(ours, theirs, make, turn) for turn in range(1, ROUNDS)]
    our, their = (statistics.median(each) * 1000 for each in zip(*pairs, strict=True))
    return Figure(name, our / their, limit, "x", f"{our:.1f} ms ÷ {their:.1f} ms; the first one {first:.0f} ms")


def _pair(ours: Compiler, theirs: typst.Compiler, make: Make, turn: int) -> tuple[float, float]:
    data = json.dumps(make(f"Persona {turn} B").data(), ensure_ascii=False)
    return _spent(lambda: ours.pdf(make(f"Persona {turn} A"))), _spent(lambda: _set(theirs, data))


def _plain() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER / "fonts"])
    return typst.Compiler(FOLDER / TEMPLATE, root=FOLDER, font_paths=fonts)


def _set(compiler: typst.Compiler, data: str) -> None:
    compiler.compile(format="pdf", pdf_standards="ua-1", sys_inputs={"data": data})


def _spent(call: Callable[[], object]) -> float:
    before = time.process_time()
    call()
    return time.process_time() - before


if __name__ == "__main__":
    found = figures()
    print(*found, sep="\n")
    sys.exit(not all(figure.holds for figure in found))
