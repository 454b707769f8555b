"""On paper: a page of a form shows all that was typed, and no border is cut at the edge."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from support.person import Opens, Setting

LINES = [f"Line {number} of what happened." for number in range(1, 91)]
LONG = "Calle de los Ahuehuetes del Camino Viejo al Molino, casa quinta, interior nueve, la puerta azul del fondo"
# A border that begins on the last pixel is half cut by the frame of the paper.
AT_THE_EDGE = """[...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return box.width && parseFloat(style.borderRightWidth) && box.right > innerWidth - 1;
}).map(e => e.outerHTML.slice(0, 100))"""
NARROW = 6.5 * 96  # pixels of Letter paper with margins of an inch


@pytest.mark.parametrize("setting", [Setting("en", True), Setting("es", False)], ids=str)
def test_a_page_of_a_form_is_printed_with_every_line(opens: Opens, setting: Setting) -> None:
    person = opens(setting)
    person.come_to("complaint", "problem")
    person.fill({"what_happened": ["\n".join(LINES)]})
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(person.page.pdf(format="Letter"))).pages)
    assert [line for line in LINES if line not in text] == []
    assert person.page.locator(".printed").count() == 0
    assert person.page.locator("#what_happened").is_visible()


def test_a_line_that_is_longer_than_its_field_is_printed_whole(opens: Opens) -> None:
    person = opens(Setting())
    person.start("complaint")
    person.fill({"full_name": [LONG]})
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(person.page.pdf(format="Letter"))).pages)
    assert " ".join(LONG.split()) in " ".join(text.split())


@pytest.mark.parametrize("path", ["/", "/es/enroll/", "/complaints/", "/forms/complaint/", "/forms/expired/"])
def test_no_border_is_cut_at_the_edge_of_the_paper(opens: Opens, path: str) -> None:
    person = opens(Setting("es" if "/es/" in path else "en"))
    person.open(path)
    person.page.emulate_media(media="print")
    person.page.set_viewport_size({"width": int(NARROW), "height": 900})
    assert person.page.evaluate(AT_THE_EDGE) == []
