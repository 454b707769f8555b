"""The proof of the papers' own cut: it is Atkinson Hyperlegible Next with a zero that has no slash, and nothing else.

`.venv/bin/python tests/drill/plain_zero.py` makes both weights anew in a temporary environment and compares them to the
byte; with `write` it puts them into their folder, after a new release of the original.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "forms_app" / "pdf" / "fonts"
MAKER = ["fonttools==4.68.0"]
WEIGHTS = ("Regular", "Bold")
# The zero is its outline and, on each side of the slash, what the slash leaves of the space inside. Of the lower part
# the quarter from the leftmost point to the lowest is whole: mirrored, it gives back the oval that was drawn first.
MAKE = """
import sys
from fontTools.ttLib import TTFont
from fontTools.pens.ttGlyphPen import TTGlyphPen

OLD, NEW = ("Atkinson Hyperlegible Next", "AtkinsonHyperlegibleNext"), ("Customer Connect Sans", "CustomerConnectSans")


def plain(font):
    points, ends, flags = font["glyf"]["zero"].getCoordinates(font["glyf"])
    every = [(point, flag & 1) for point, flag in zip(points, flags)]
    outline, lower = every[: ends[0] + 1], every[ends[0] + 1 : ends[1] + 1]
    leftmost = min((x, place) for place, ((x, _), on) in enumerate(lower) if on)[1]
    quarter = [*lower[leftmost:], lower[0]]
    centre, middle = lower[0][0][0], lower[leftmost][0][1]
    right = [((2 * centre - x, y), on) for (x, y), on in quarter][::-1]
    below = [*quarter, *right[1:]]
    above = [((x, 2 * middle - y), on) for (x, y), on in below][::-1]
    pen = TTGlyphPen(None)
    for contour in (outline, [*below, *above[1:-1]]):
        draw(pen, contour)
    return pen.glyph()


def draw(pen, contour):
    curve = []
    pen.moveTo(contour[0][0])
    for point, on in [*contour[1:], contour[0]]:
        curve.append(point)
        if on:
            pen.qCurveTo(*curve)
            curve = []
    pen.closePath()


font = TTFont(sys.argv[1], recalcTimestamp=False)
font["glyf"]["zero"] = plain(font)
for record in font["name"].names:
    if record.nameID in (1, 3, 4, 6):
        record.string = str(record).replace(OLD[0], NEW[0]).replace(OLD[1], NEW[1])
font.save(sys.argv[2])
"""


def main(write: bool) -> int:
    """1 if a cut is not what is made now."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        venv.create(folder / "maker", with_pip=True)
        python = folder / "maker" / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *MAKER], check=True)
        wrong = 0
        for weight in WEIGHTS:
            original, name = FONTS / f"AtkinsonHyperlegibleNext-{weight}.ttf", f"CustomerConnectSans-{weight}.ttf"
            subprocess.run([python, "-c", MAKE, original, folder / name], check=True)
            if write:
                (FONTS / name).write_bytes((folder / name).read_bytes())
            wrong += (FONTS / name).read_bytes() != (folder / name).read_bytes()
    print(f"{len(WEIGHTS) - wrong} cuts are what is made now, {wrong} are not")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main("write" in sys.argv[1:]))
