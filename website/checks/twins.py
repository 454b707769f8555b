"""Twins: no page without one, none whose model has moved on, none that lost a part on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms_app.facts.languages import BY_CODE, LISTED
from website.build.languages import language_of, missing_twins
from website.checks.pages import Finding, Page, Site

STAMP = ".venv-content/bin/python -m website.checks stamp"
Outline = list[tuple[int, int, str]]  # line, level and words of each heading

_HEADING = re.compile(r"(#+) +(.+)")


def missing(site: Site) -> Iterator[Finding]:
    for absent, present in missing_twins(site.pages):
        spoken = BY_CODE[language_of(absent)].in_english if len(LISTED) > 2 else "the other language"
        yield Finding(f"docs/{present}", 1, f"it has no twin in {spoken}", f"add docs/{absent}")


def front_matter(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for field in ("title", "description"):
            if not page.front.get(field):
                yield page.finding(1, f"the front matter has no {field}", f"add {field}: in the page's own language")


def drift(site: Site) -> Iterator[Finding]:
    for model, twin in site.twins():
        recorded = twin.front.get("source_hash")
        line = twin.line_of("source_hash")
        if not recorded:
            remedy = f"read it beside {model.path}, then run {STAMP} {twin.path}"
            yield twin.finding(line, f"it does not say which {model.spoken} text it was made from", remedy)
        elif recorded != model.fingerprint:
            remedy = f"bring the {twin.spoken} up to date with {model.path}, then run {STAMP} {twin.path}"
            yield twin.finding(line, f"the {model.spoken} page has changed since this was translated", remedy)


def headings(site: Site) -> Iterator[Finding]:
    """A part that one twin has and the other has not."""
    for model, twin in site.twins():
        ours, theirs = _outline(model), _outline(twin)
        if [level for _, level, _ in ours] == [level for _, level, _ in theirs]:
            continue
        line, what = _first_difference(ours, theirs, model.spoken)
        remedy = f"give both pages the same parts in the same order; {model.path} is the model"
        yield twin.finding(line, f"its headings do not follow the {model.spoken} page: {what}", remedy)


def exits(site: Site) -> Iterator[Finding]:
    """A page that can be left in a hurry in one language only."""
    for model, twin in site.twins():
        if model.front.get("exit") != twin.front.get("exit"):
            remedy = "write exit: true into both, or into neither"
            yield twin.finding(1, f"only one of it and {model.path} can be left in a hurry", remedy)


def _outline(page: Page) -> Outline:
    found = ((line, _HEADING.match(text)) for line, text in page.lines)
    return [(line, len(heading[1]), heading[2]) for line, heading in found if heading]


def _first_difference(ours: Outline, theirs: Outline, spoken: str) -> tuple[int, str]:
    for (_, level, said), (line, other, here) in zip(ours, theirs, strict=False):
        if level != other:
            return line, f"“{here}” stands where the {spoken} has “{said}”"
    if len(ours) > len(theirs):
        return theirs[-1][0] if theirs else 1, f"“{ours[len(theirs)][2]}” is missing at the end"
    return theirs[len(ours)][0], f"“{theirs[len(ours)][2]}” has no {spoken} counterpart"


def stamp(twin: Page, model: Page) -> str:
    """The twin's file, now recording the text it was made from."""
    line = f"source_hash: {model.fingerprint}\n"
    if "source_hash" in twin.front:
        return re.sub(r"^source_hash:.*\n", line, twin.text, count=1, flags=re.M)
    if twin.front:
        return re.sub(r"\A(---\n.*?)(---\n)", rf"\g<1>{line}\g<2>", twin.text, count=1, flags=re.S)
    return f"---\n{line}---\n{twin.text}"
