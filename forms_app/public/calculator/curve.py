"""Support against the time with whoever asks, as a picture: two pieces of a parabola, drawn exactly; no script."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from forms_app.forms.calculator.numbers import whole_dollars
from forms_app.guideline.estimate import QUARTERS, Estimate
from forms_app.guideline.formula import Support
from forms_app.i18n.translation import gettext as _

WIDTH, HEIGHT = 360, 230
LEFT, RIGHT, TOP, BOTTOM = 12, 348, 28, 190
Point = tuple[float, float]


def curve(estimate: Estimate) -> Markup:
    """With the time from 0 to 100 % and the same incomes. The law's K bends at half of the time: two parabolas."""
    paid = {time: _paid_by_a(result) for time, result in estimate.by_time.items()}
    most, least = max(0.0, *paid.values()), min(0.0, *paid.values())
    scale = (BOTTOM - TOP) / ((most - least) or 1)

    def point(time: Fraction) -> Point:
        return LEFT + (RIGHT - LEFT) * float(time), TOP + (most - paid[time]) * scale

    corners = [point(time) for time in QUARTERS]
    path = f"M{_xy(corners[0])}{_piece(*corners[:3])}{_piece(*corners[2:])}"
    here = _dot(point(estimate.result.case.share_a)) if estimate.result else ""
    zero = TOP + most * scale
    return Markup(  # noqa: S704 - numbers, and words of the catalogue
        f'<svg class="curve" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{_label()}">'
        f'<path class="zero" d="M{LEFT} {zero:.1f}H{RIGHT}"/><path class="line" d="{path}"/>{here}'
        f"{_texts(most, least)}</svg>"
    )


def _paid_by_a(result: Support) -> float:
    return float(result.amount) * (-1 if result.payer == "B" else 1)


def _dot(point: Point) -> str:
    return f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="6"/>'


def _piece(start: Point, middle: Point, end: Point) -> str:
    """The parabola through three points whose second is half way: its control point follows from them."""
    control = (middle[0], 2 * middle[1] - (start[1] + end[1]) / 2)
    return f"Q{_xy(control)} {_xy(end)}"


def _xy(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _label() -> str:
    return _("The amount at each part of the time with you. The table below has the same numbers.")


def _texts(most: float, least: float) -> str:
    """The ends of both axes; above the line of zero whoever asks pays, below it the other parent."""
    none, whole = _("No time with you"), _("All with you")
    found = [
        f'<text x="{LEFT}" y="{HEIGHT - 8}">{none}</text>',
        f'<text x="{RIGHT}" y="{HEIGHT - 8}" text-anchor="end">{whole}</text>',
    ]
    if most >= 1:
        said = _("You pay up to %(amount)s", amount=whole_dollars(Fraction(most)))
        found.append(f'<text x="{LEFT}" y="16">{said}</text>')
    if least <= -1:
        said = _("The other parent pays up to %(amount)s", amount=whole_dollars(Fraction(least)))
        found.append(f'<text x="{RIGHT}" y="{HEIGHT - 26}" text-anchor="end">{said}</text>')
    return "".join(found)
