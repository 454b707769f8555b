"""How many pages a PDF has at most: of a paper of ours, of one with packed objects, of one cut short."""

from __future__ import annotations

import io
import zlib

from pypdf import PdfReader, PdfWriter

from forms_app.text.pdf_pages import most_pages


def paper(pages: int) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def test_each_page_is_counted() -> None:
    three = paper(3)
    assert most_pages(three) == len(PdfReader(io.BytesIO(three)).pages) == 3


def test_pages_that_are_packed_are_counted_too() -> None:
    packed = zlib.compress(b"1 0 2 30 << /Type /Page >> << /Type/Page >> << /Type /Pages /Count 2 >>")
    pdf = (
        b"%PDF-1.7\n5 0 obj << /Type /ObjStm /N 3 /Length 9 /Filter /FlateDecode >>\nstream\r\n"
        + packed
        + b"\nendstream"
    )
    assert most_pages(pdf) == 2


def test_of_what_cannot_be_seen_none_is_counted() -> None:
    assert most_pages(b"%PDF-1.7\n<< /Type /ObjStm >>\nstream\nlocked") == 0
