"""A project with a third language, made of files and the list alone: every English word, its vowels accented.

Whatever a reader of it sees without accents is English that was left over.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from forms_app.settings import ROOT
from website.checks import pages, twins

CODE, PATH, NAME, CATALOGUE = "en-XA", "en-xa", "Éñglîsh", "en_XA"
LISTED = f"""
[[language]]
code = "{CODE}"
name = "{NAME}"
path = "{PATH}"
locale = "en"
date = "EEEE, MMMM d, y"
day = "MMM d, y"
moment = "MMM d, y, h:mm a"
calendar = "dates-xa.ics"
telephone = false
"""
COPIED = (
    "agency",
    "docs",
    "forms_app",
    "handbook",
    "locales",
    "migrations",
    "tests",
    "website",
    "mkdocs.yml",
    "pyproject.toml",
)
CODE_OF_THE_PROJECT = ("forms_app", "website", "locales/check.py", "tests", "mkdocs.yml", "pyproject.toml")
_ACCENTS = str.maketrans("aeiouAEIOUnN", "áéîöúÁÉÎÖÚñÑ")  # so many letters, all of which the paper's first font has
# In no text: names in braces and percent signs, calls, tags, entities, addresses, attribute lists, code. And as they
# are stay words of capitals alone, such as PIN, and the month of a day.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_KEPT = (
    rf"\b[A-Z]{{2,}}\b|\b(?:{_MONTHS})(?= \d)|"
    r"\{\{.*?\}\}|%\(\w+\)[sd]|%%|\{[^{}\n]*\}|</?[a-z][^>]*>|&#?\w+;|(?<=\])\([^)\s]*\)|(?<=\])\(\{\{.*?\}\}\)|`[^`]*`"
)
_FRONT = re.compile(r"^(title|nav_title|description|search): (.*)$", re.M)
_STARTS = r"^\s*(?:(?:!!!|\?\?\?\+?) \w+|:::.*|\|[-:| ]+\|)"
_ONE = r'"(?:[^"\\]|\\.)*"'
_TOML_LINE = re.compile(rf'^((?:\w+_)?)en = ("""\n.*?"""|{_ONE})$', re.M | re.S)
_TOML_INLINE = re.compile(rf"(?<=[{{,] )en = ({_ONE})")
_YAML_LINE = re.compile(rf"^( +)en: ({_ONE})$", re.M)
_YAML = re.compile(rf"(?<=\{{)en: ({_ONE}|[^,}}]*), es:")


def accented(text: str, kept: str = _KEPT) -> str:
    parts = re.split(f"({kept})", text, flags=re.M)
    return "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))


def made(folder: Path) -> Path:
    """A copy of the project in this folder that speaks the third language."""
    for name in COPIED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "fonts", "*.mo"))
        else:
            shutil.copy(source, target)
    (folder / "forms_app/pdf/fonts").symlink_to(ROOT / "forms_app/pdf/fonts")
    with (folder / "locales/languages.toml").open("a", encoding="utf-8") as file:
        file.write(LISTED)
    _facts(folder)
    _catalogues(folder)
    _pages(folder / "docs")
    return folder


def _facts(folder: Path) -> None:
    for path in [*(folder / "agency").glob("*.toml"), *(folder / "website").glob("*.toml")]:
        _rewrite(path, _in_toml)
    for path in (folder / "agency").glob("phone_*.yaml"):
        _rewrite(path, _in_yaml)
    mail = (folder / "locales/mail/en.txt").read_text("utf-8")
    told = accented(mail, rf"^(?:Subject|Demonstration): |{_KEPT}")
    (folder / f"locales/mail/{CODE}.txt").write_text(told, "utf-8")


def _rewrite(path: Path, rewritten: Callable[[str], str]) -> None:
    path.write_text(rewritten(path.read_text("utf-8")), "utf-8")


def _in_toml(text: str) -> str:
    text = _TOML_LINE.sub(lambda found: f"{found[0]}\n{found[1]}{CODE} = {accented(found[2])}", text)
    return _TOML_INLINE.sub(lambda found: f"{found[0]}, {CODE} = {accented(found[1])}", text)


def _in_yaml(text: str) -> str:
    text = _YAML_LINE.sub(lambda found: f"{found[0]}\n{found[1]}{CODE}: {accented(found[2])}", text)
    return _YAML.sub(lambda found: f"en: {found[1]}, {CODE}: {accented(found[1])}, es:", text)


def _catalogues(folder: Path) -> None:
    """The new catalogue, and every one compiled, as the build does it."""
    with (folder / "locales/es/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file)
    _compile(folder, "es", catalogue)
    for message in catalogue:
        if message.id:
            texts = [message.id] if isinstance(message.id, str) else message.id
            said = tuple(map(accented, texts))
            message.string = said[0] if isinstance(message.id, str) else said
    target = folder / "locales" / CATALOGUE / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "messages.po").open("wb") as file:
        write_po(file, catalogue, width=0)
    _compile(folder, CATALOGUE, catalogue)


def _compile(folder: Path, name: str, catalogue: Catalog) -> None:
    target = folder / "locales" / name / "LC_MESSAGES"
    target.mkdir(parents=True, exist_ok=True)
    with (target / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)


def _pages(docs: Path) -> None:
    for english in [page for page in sorted(docs.rglob("*.md")) if page.relative_to(docs).parts[0] != "es"]:
        name = english.relative_to(docs).as_posix()
        model = pages.Page(name, english.read_text("utf-8"))
        front = model.text[: len(model.text) - len(model.body)]
        front = _FRONT.sub(lambda found: f"{found[1]}: {accented(found[2])}", front)
        body = accented(model.body, f"{_STARTS}|{_KEPT}").replace("](es/", "](../es/").replace("](/", f"](/{PATH}/")
        twin = docs / PATH / name
        twin.parent.mkdir(parents=True, exist_ok=True)
        twin.write_text(twins.stamp(pages.Page(f"{PATH}/{name}", front + body), model), "utf-8")
