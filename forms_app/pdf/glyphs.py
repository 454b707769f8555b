"""Before a letter is set: which characters our fonts can show, and what stands in place of those that they cannot."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

_BREAK = "\u200b"


class Coverage:
    """The characters of each font, in the order in which the template tries them."""

    def __init__(self, fonts: Sequence[Path]) -> None:
        self._fonts = [characters(path.read_bytes()) | {ord("\n"), ord("\t"), ord(_BREAK)} for path in fonts]

    def shows(self, text: str) -> bool:
        """Whether the first font shows all of it, as it does for nearly every text."""
        return self._fonts[0].issuperset(map(ord, text))

    def unshown(self, text: str) -> list[str]:
        """The signs that no font shows, each once, in the order in which they stand."""
        return (
            [] if self.shows(text) else list(dict.fromkeys(c for c in _clusters(text) if self._shown(c, None) is None))
        )

    def printable(self, text: str, instead: str, fonts: int | None = None) -> str:
        """The text with each run of characters that no font shows replaced by `instead`."""
        if self.shows(text):
            return text
        shown = [self._shown(cluster, fonts) for cluster in _clusters(text)]
        return "".join(_once(shown, instead))

    def _shown(self, cluster: str, fonts: int | None) -> str | None:
        """The cluster as one font can set it: as it is, else in its plain form, else without marks that only join."""
        joined = "".join(c for c in cluster if unicodedata.category(c) != "Cf")
        for form in (cluster, unicodedata.normalize("NFKC", cluster), joined):
            if any(font.issuperset(map(ord, form)) for font in self._fonts[:fonts]):
                return form
        return None


def right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from the right, as browsers decide for <bdi>."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((way in ("R", "AL") for way in directions if way in ("L", "R", "AL")), False)


def _clusters(text: str) -> Iterator[str]:
    """A base character with the marks and joiners after it: only one font can set them together."""
    cluster = ""
    for character in text:
        if cluster and unicodedata.category(character) not in ("Mn", "Mc", "Me", "Cf"):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _once(shown: Sequence[str | None], instead: str) -> Iterator[str]:
    before: str | None = ""
    for cluster in shown:
        if cluster is not None:
            yield cluster
        elif before is not None:
            yield instead
        before = cluster


def characters(font: bytes) -> frozenset[int]:
    """The code points in a TrueType font's character map (OpenType `cmap`, subtable formats 4 and 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(tables))
    start: int = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    offsets = {struct.unpack_from(">I", font, start + 8 + 8 * n)[0] for n in range(count)}
    readers = {4: _format_4, 12: _format_12}
    formats = ((struct.unpack_from(">H", font, start + offset)[0], start + offset) for offset in offsets)
    return frozenset(point for kind, place in formats if kind in readers for point in readers[kind](font, place))


def _format_4(font: bytes, place: int) -> Iterator[int]:
    """Segments of the basic plane; the last one, 0xFFFF, says that there are no more. A glyph 0 is no glyph."""
    half = struct.unpack_from(">H", font, place + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{half}H", font, place + 14 + 2 * half * n + (2 if n else 0)) for n in range(4)
    )
    for n, (start, end, delta, jump) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for point in range(start, end + 1 if end < 0xFFFF else 0):
            where = place + 16 + 6 * half + 2 * n + jump + 2 * (point - start)
            glyph = struct.unpack_from(">H", font, where)[0] if jump else (point + delta) & 0xFFFF
            if glyph:
                yield point


def _format_12(font: bytes, place: int) -> Iterator[int]:
    groups = struct.unpack_from(">I", font, place + 12)[0]
    for n in range(groups):
        start, end, glyph = struct.unpack_from(">III", font, place + 16 + 12 * n)
        yield from range(start if glyph else start + 1, end + 1)
