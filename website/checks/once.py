"""One mistake is told once: what follows from a fault that is told already is left out until that one is mended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from website.build.languages import common
from website.checks.facts.twins import FOLLOWS, SAME_FACTS
from website.checks.pages import Finding

UNKNOWN = "is not in the dictionary"  # half a call, or a path, would be read as words


def without_echoes(later: Iterable[Finding], first: Collection[Finding]) -> Iterator[Finding]:
    """A call or a link that is wrong on one page is missing beside its twin: that is the same mistake."""
    broken = {_pair(finding.path) for finding in first}
    lines = {(finding.path, finding.line) for finding in first if finding.path.startswith("docs/")}
    places = set(first)
    for finding in later:
        compared = finding.remedy == SAME_FACTS
        follows = compared and finding.what.startswith(FOLLOWS) and _pair(finding.path) in broken
        echoes = compared or finding.what.endswith(UNKNOWN)
        if finding in places or follows or (echoes and (finding.path, finding.line) in lines):
            continue
        places.add(finding)
        yield finding


def _pair(path: str) -> str:
    return common(path.removeprefix("docs/"))
