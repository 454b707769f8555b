"""Cuts Material's stylesheet to the rules that the pages can match, and puts ours behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

MATERIAL = Path(str(find_spec("material").origin)).parent / "templates/assets/stylesheets"  # type: ignore[union-attr]
# What Markdown may bring on the next page an editor writes stays, so that a preview never lacks a style.
ALWAYS = {
    *("p", "ol", "ul", "li", "dl", "dt", "dd", "h2", "h3", "h4", "hr", "a", "strong", "em", "sup", "sub", "code"),
    *("table", "thead", "tbody", "tr", "th", "td", "blockquote", "details", "summary", "[open", "img", "figure"),
    *("pre", "figcaption", "input", "textarea", "root", "html", "body"),
}
# What our own stylesheet draws otherwise, or wholly: the page itself, headings, lists, links, tables, notes, keys.
_REPLACED = re.compile(
    r"^(?:body|html|aside|input|textarea)$|\b(?:kbd|summary|details|table|figure|figcaption)\b|admonition|\[type\]"
    r"|typeset (?:h[1-4]|ul|ol|dl|dd|a)\b|:target|:focus-within|columnheader|#only-|#gh-|scrollbar|code:not"
)
_MOTION = re.compile(r"(?<=[{;])(?:-webkit-)?transition(?:-[a-z]+)?:[^;}]*;?")  # nothing on this site moves
_TAG = re.compile(r"<([a-zA-Z][\w-]*)([^>]*)")
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_NAME = re.compile(r"[.#]?[\w-]+")
_CLASS = re.compile(r"\.-?[_a-zA-Z][\w-]*")
_FUNCTIONAL = re.compile(r":(?:not|is|where|has|host|dir|lang|nth-[\w-]+)\((?:[^()]|\([^()]*\))*\)")
_PSEUDO = re.compile(r"::?[\w-]+(\([^)]*\))?")
_BY_ATTRIBUTE = re.compile(r"\[([\w-]+)(?:([~|^$*]?=)[\"']?([^\"'\]]*)[\"']?)?[^\]]*\]")
_NESTED = ("@media", "@supports", "@layer", "@container")
_STRUCTURE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[{};]")
_CUSTOM = re.compile(
    r"(?<=[{;])\s*(--[\w-]+)\s*:\s*"
    r"((?:[^;{}\"'()]|\"[^\"]*\"|'[^']*'|\((?:[^()\"']|\"[^\"]*\"|'[^']*'|\([^()]*\))*\))*)(;|(?=\}))"
)


def find_used(pages: Iterable[str]) -> set[str]:
    """Every element, .class, #id and [attribute that occurs in the pages."""
    kept = set(ALWAYS)
    for tag, attributes in {pair for page in pages for pair in _TAG.findall(page)}:
        kept.add(tag.lower())
        for name, *values in _ATTRIBUTE.findall(attributes):
            kept.update(_selectable(name.lower(), "".join(values)))
    return kept


def _selectable(name: str, value: str) -> Iterator[str]:
    yield f"[{name}"
    if name == "class":
        yield from (f".{each}" for each in value.split())
    elif name == "id":
        yield f"#{value}"
    else:
        yield f"[{name}={value}"


def site_css(pages: Iterable[str], own: str) -> str:
    """Material's rules that these pages can match, light and dark, then our own rules, all of them."""
    return _cut_material(frozenset(find_used(pages)), squeeze(own))


@lru_cache(maxsize=1)  # a preview makes it again and again from the same
def _cut_material(used: frozenset[str], own: str) -> str:
    main, palette = (next(MATERIAL.glob(f"{name}.*.css")).read_text("utf-8") for name in ("main", "palette"))
    theirs = _MOTION.sub("", without_comments(main + palette + _dark(palette)))
    return _without_unused(_slim(theirs, used), own) + own


def _dark(palette: str) -> str:
    """Material's dark scheme, switched by the visitor's system instead of by a script."""
    slate = "".join(re.findall(r"\[data-md-color-scheme=slate\]\{([^}]*)\}", palette))
    return f"@media screen and (prefers-color-scheme:dark){{[data-md-color-scheme=default]{{{slate}}}}}"


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def squeeze(css: str) -> str:
    """Our own rules without comments and layout."""
    css = re.sub(r"\s+", " ", without_comments(css))
    return re.sub(r"\s*([{};,])\s*|(?<=[\w)]:)\s+", r"\1", css).replace(";}", "}").strip()


def _slim(css: str, kept: frozenset[str]) -> str:
    return "".join(_keep_matching(prelude, body, kept) for prelude, body in _blocks(css))


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Every `prelude{body}` at the outer level; a statement such as an import is a prelude without a body."""
    start = opened = depth = 0
    for mark in _STRUCTURE.finditer(css):
        if mark[0] == "{":
            depth += 1
            opened = mark.start() if depth == 1 else opened
        elif mark[0] == "}":
            depth -= 1
            if not depth:
                yield css[start:opened].strip(), css[opened + 1 : mark.start()]
        if not depth and mark[0] in "};":
            start = mark.end()


def _keep_matching(prelude: str, body: str, kept: frozenset[str]) -> str:
    """A rule with only the selectors that can match, a media query with only such rules, or nothing."""
    if prelude.startswith(_NESTED):
        inner = _slim(body, kept)
        return f"{prelude}{{{inner}}}" if inner else ""
    if prelude.startswith("@"):
        return "" if prelude == "@page" else f"{prelude}{{{body}}}"  # print.css says how wide a margin is
    selectors = [selector for selector in _alternatives(prelude) if _can_match(selector, kept)]
    return f"{','.join(selectors)}{{{body}}}" if selectors else ""


def _alternatives(prelude: str) -> list[str]:
    """A selector list at its outer commas: `a,b:is(c,d)` is two."""
    found, depth = [""], 0
    for character in prelude:
        depth += (character in "([") - (character in ")]")
        if character == "," and not depth:
            found.append("")
        else:
            found[-1] += character
    return found


def _can_match(selector: str, kept: frozenset[str]) -> bool:
    if "(" not in selector and not kept.issuperset(_CLASS.findall(selector)):
        return False  # says nearly every "no", cheaply
    if _REPLACED.search(selector):
        return False
    selector = _PSEUDO.sub("", _FUNCTIONAL.sub("", selector))
    for name, operator, value in _BY_ATTRIBUTE.findall(selector):
        if f"[{name}" not in kept or (operator == "=" and f"[{name}={value}" not in kept):
            return False
    names = _NAME.findall(re.sub(r"\[[^\]]*\]", "", selector))
    return all(name in kept if name[0] in ".#" else name.lower() in kept for name in names)


def _without_unused(css: str, own: str) -> str:
    """Drop Material's custom properties, keyframes and rules that nothing needs any more, until nothing changes.

    Our own tokens stay whole: the forms' stylesheet, a file of its own, uses them too.
    """
    while True:
        used = set(re.findall(r"var\(\s*(--[\w-]+)", css + own))
        shorter = _CUSTOM.sub(lambda match: match[0] if match[1] in used else "", css)  # noqa: B023
        shorter = re.sub(r"@?[^{}@;]+\{\s*\}", "", _without_keyframes(shorter))
        if shorter == css:
            return css
        css = shorter


def _without_keyframes(css: str) -> str:
    for name in set(re.findall(r"@(?:-webkit-)?keyframes ([\w-]+)", css)):
        if not re.search(rf"animation[^;}}]*\b{re.escape(name)}\b", css):
            css = re.sub(rf"@(?:-webkit-)?keyframes {re.escape(name)}\s*\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}", "", css)
    return css
