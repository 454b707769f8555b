"""Where on its page each text of a PDF stands, from the page's own operators and the widths in its fonts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

INCH = 72


@dataclass(frozen=True)
class Place:
    """A run of text, in inches from the left and the top edge of the sheet. `top` and `bottom` are of its letters."""

    left: float
    right: float
    top: float
    bottom: float


def places(pdf: bytes, page: int = 0) -> list[Place]:
    """Of every run of text on the page that is more than blank."""
    sheet = PdfReader(BytesIO(pdf)).pages[page]
    fonts = {name: _widths(font.get_object()) for name, font in sheet["/Resources"]["/Font"].items()}  # type: ignore[index]
    return list(_runs(ContentStream(sheet.get_contents(), None), fonts, float(sheet.mediabox.height)))


def _runs(stream: ContentStream, fonts: dict[str, dict[int, float]], height: float) -> Iterator[Place]:
    kept: list[Matrix]
    matrix: Matrix
    line: Matrix
    matrix, kept, line, widths, size = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), {}, 0.0
    for operands, name in stream.operations:
        if name == b"q":
            kept.append(matrix)
        elif name == b"Q":
            matrix = kept.pop()
        elif name == b"cm":
            matrix = _times(_matrix(operands), matrix)
        elif name == b"Tf":
            widths, size = fonts[operands[0]], float(operands[1])
        elif name == b"Tm":
            line = _matrix(operands)
        elif name in (b"Tj", b"TJ"):
            parts = operands[0] if name == b"TJ" else operands
            a, _, _, d, x, y = _times(line, matrix)
            width = sum(_width(part, widths, size) for part in parts) * abs(a)
            top = height - y if d > 0 else y
            yield Place(
                x / INCH, (x + width) / INCH, (top - 0.75 * size * abs(d)) / INCH, (top + 0.25 * size * abs(d)) / INCH
            )


def _width(part: Any, widths: dict[int, float], size: float) -> float:
    if isinstance(part, (int, float)):
        return -float(part) / 1000 * size
    raw = part.original_bytes
    codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
    return sum(widths.get(code, widths[-1]) for code in codes) / 1000 * size


def _widths(font: Any) -> dict[int, float]:
    """By glyph; -1 is any other. (PDF 32000-1, 9.7.4.3)"""
    inner = font["/DescendantFonts"][0].get_object()
    found, at = {-1: float(inner.get("/DW", 1000))}, 0
    listed = [item.get_object() for item in inner.get("/W", [])]
    while at < len(listed):
        first, second = int(listed[at]), listed[at + 1]
        if isinstance(second, list):
            found |= {first + n: float(width) for n, width in enumerate(second)}
            at += 2
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(listed[at + 2]))
            at += 3
    return found


Matrix = tuple[float, ...]


def _matrix(operands: Iterable[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
