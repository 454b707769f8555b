"""Twins: no page without one, none whose English has moved on, none that lost a part on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from website.build.languages import missing_twins
from website.checks.pages import Finding, Page, Site

STAMP = ".venv-content/bin/python -m website.checks stamp"
_HEADING = re.compile(r"(#+) +(.+)")


def missing(site: Site) -> Iterator[Finding]:
    for absent, present in missing_twins(site.pages):
        yield Finding(f"docs/{present}", 1, "it has no twin in the other language", f"add docs/{absent}")


def front_matter(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for field in ("title", "description"):
            if not page.front.get(field):
                yield page.finding(1, f"the front matter has no {field}", f"add {field}: in the page's own language")


def drift(site: Site) -> Iterator[Finding]:
    for english, spanish in site.twins():
        recorded = spanish.front.get("source_hash")
        line = spanish.line_of("source_hash")
        if not recorded:
            remedy = f"read it beside {english.path}, then run {STAMP} {spanish.path}"
            yield spanish.finding(line, "it does not say which English text it was made from", remedy)
        elif recorded != english.fingerprint:
            remedy = f"bring the Spanish up to date with {english.path}, then run {STAMP} {spanish.path}"
            yield spanish.finding(line, "the English page has changed since this was translated", remedy)


def headings(site: Site) -> Iterator[Finding]:
    """A part that one twin has and the other has not."""
    for english, spanish in site.twins():
        ours, theirs = _outline(english), _outline(spanish)
        if [level for _, level, _ in ours] == [level for _, level, _ in theirs]:
            continue
        line, what = _first_difference(ours, theirs)
        remedy = f"give both pages the same parts in the same order; {english.path} is the model"
        yield spanish.finding(line, f"its headings do not follow the English page: {what}", remedy)


def exits(site: Site) -> Iterator[Finding]:
    """A page that can be left in a hurry in one language only."""
    for english, spanish in site.twins():
        if english.front.get("exit") != spanish.front.get("exit"):
            remedy = "write exit: true into both, or into neither"
            yield spanish.finding(1, f"only one of it and {english.path} can be left in a hurry", remedy)


def _outline(page: Page) -> list[tuple[int, int, str]]:
    found = ((line, _HEADING.match(text)) for line, text in page.lines)
    return [(line, len(heading[1]), heading[2]) for line, heading in found if heading]


def _first_difference(ours: list[tuple[int, int, str]], theirs: list[tuple[int, int, str]]) -> tuple[int, str]:
    for (_, level, said), (line, other, here) in zip(ours, theirs, strict=False):
        if level != other:
            return line, f"“{here}” stands where the English has “{said}”"
    if len(ours) > len(theirs):
        return theirs[-1][0] if theirs else 1, f"“{ours[len(theirs)][2]}” is missing at the end"
    return theirs[len(ours)][0], f"“{theirs[len(ours)][2]}” has no English counterpart"


def stamped(spanish: Page, english: Page) -> str:
    """The Spanish file, now recording the English text it was made from."""
    line = f"source_hash: {english.fingerprint}\n"
    if "source_hash" in spanish.front:
        return re.sub(r"^source_hash:.*\n", line, spanish.text, count=1, flags=re.M)
    if spanish.front:
        return re.sub(r"\A(---\n.*?)(---\n)", rf"\g<1>{line}\g<2>", spanish.text, count=1, flags=re.S)
    return f"---\n{line}---\n{spanish.text}"
