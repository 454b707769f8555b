"""A zero has a slash where it stands in a code, and nowhere else."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from support.papers import CODE, EVERY_PAPER, paper, squeezed, staff_letters

from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.pdf import Compiler, letter

PLAIN, SLASHED = "CustomerConnectSans", "AtkinsonHyperlegibleNext"


def set_in(font: str, pdf: bytes) -> str:
    """What a paper says in this font, squeezed."""
    found: list[str] = []

    def keep(text: str, _cm: list[float], _tm: list[float], used: dict[str, str] | None, _size: float) -> None:
        if used and font in used["/BaseFont"]:
            found.append(text)

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=keep)
    return squeezed("".join(found))


@pytest.mark.parametrize(("name", "language", "kind"), EVERY_PAPER)
def test_numbers_dates_and_addresses_have_plain_zeros(
    name: str, language: str, kind: str, compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    pdf = compiler.pdf(paper(name, language, kind, agency, rules))
    assert squeezed(agency.phones["customer_connect"].number) in set_in(PLAIN, pdf)
    assert set_in(SLASHED, pdf) == (CODE if kind == "receipt" else "")


def test_a_code_in_a_letter_has_slashed_zeros_and_the_rest_has_not(
    compiler: Compiler, agency: Agency, rules: Rules
) -> None:
    given_a_code = staff_letters(agency, rules)["acknowledgement-es"]
    pdf = compiler.pdf(letter(given_a_code, agency))
    assert set_in(SLASHED, pdf) == CODE
    assert "2026" in set_in(PLAIN, pdf)
