"""The pages for those who work on the product are true: what they name is there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from support.public_forms import FORMS

from forms_app.facts import agency
from forms_app.settings import ROOT
from forms_app.staff.routes import ROUTES

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "handbook/developers.md",
    "handbook/figures.md",
    "handbook/licences.md",
    "handbook/operators.md",
    "handbook/phone.md",
    "handbook/staff.md",
)
MADE = ("keys/", "KEYS_DIR/", "build/", "./var", "./keys", "./inside")  # by `make run`, and in no checkout
_ENDINGS = r"\.(?:cfg|css|csv|html|js|lock|md|py|sql|toml|ttf|otf|txt|yaml|yml)"
TOPS = "agency|bench|deploy|docs|forms_app|handbook|locales|migrations|tests|theme|website"
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def named_paths(page: str) -> Iterator[str]:
    """What stands in code marks and is a path: it has a slash within, or the ending of a file."""
    for said in re.findall(r"`([^`\s]+)`", page):
        path = re.fullmatch(rf"(?!/)[\w.*/-]*(?:/[\w.*/-]*|{_ENDINGS})", said)
        if path and not said.startswith(MADE):
            yield said


def absent(page: Path) -> list[str]:
    """Paths and links of a page that lead nowhere. A file may be named by its name alone."""
    text = page.read_text("utf-8")
    everywhere = {path.name for path in ROOT.rglob("*.*") if ".venv" not in path.parts and "build" not in path.parts}
    paths = [said for said in named_paths(text) if not (any(ROOT.glob(said.rstrip("/"))) or said in everywhere)]
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith("http")]
    return paths + [link for link in links if link and not (page.parent / link).exists()]


@pytest.mark.parametrize("name", PAGES)
def test_every_path_and_link_that_a_page_names_is_there(name: str) -> None:
    assert absent(ROOT / name) == []


def test_a_path_that_is_gone_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("`forms_app/gone.py`, `gone.toml`, `agency/`, `/es/forms/`, `keys/staff`, [x](nowhere.md)")
    assert absent(page) == ["forms_app/gone.py", "gone.toml", "nowhere.md"]


def misplaced(path: Path) -> Iterator[str]:
    """Paths and modules that a comment sends its reader to, and that are not there."""
    text = path.read_text("utf-8")
    for said in re.findall(rf"(?<![\w./{{-])((?:{TOPS})/[\w/.-]*\w)", text):
        # What is put together from parts, as words-{language}.txt, is there if any file begins so.
        if not (ROOT / said).exists() and not any(ROOT.glob(f"{said}[.-]*")):
            yield f"{path}: {said}"
    for module in re.findall(r"\bsee ([a-z_]+(?:\.[a-z_]+)+)", text):
        place = module.replace(".", "/")
        if not any((ROOT / top / place).with_suffix(end).exists() for top in ("", "forms_app") for end in ("", ".py")):
            yield f"{path}: {module}"


def test_what_the_product_itself_refers_to_is_there() -> None:
    ours = [path for top in ("forms_app", "website", "agency", "deploy") for path in (ROOT / top).rglob("*.*")]
    read = [path for path in ours if path.suffix in (".py", ".html", ".js", ".css", ".toml", ".yaml", ".conf", ".typ")]
    found = [fault for path in read for fault in misplaced(path) if "docs/es/PAGE" not in fault]
    assert len(read) > 300 and found == []


def test_a_comment_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "comment.py"
    page.write_text("# as agency/gone.toml says; see staff.entry and staff.accounts, website/words.toml\n", "utf-8")
    assert [fault.partition(": ")[2] for fault in misplaced(page)] == ["agency/gone.toml", "staff.entry"]


def test_every_room_stands_on_the_developers_page() -> None:
    page = (ROOT / "handbook/developers.md").read_text("utf-8")
    rooms = {path.parent for top in ("forms_app", "website") for path in (ROOT / top).rglob("*.py")}
    assert len(rooms) > 30
    assert [str(room.relative_to(ROOT)) for room in sorted(rooms) if f"`{room.relative_to(ROOT)}/`" not in page] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_command_of_make_that_a_page_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    commands = set(re.findall(r"`make ([a-z-]+)", text)) | set(re.findall(r"^make ([a-z-]+)", text, re.M))
    assert commands <= set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))


def test_make_help_shows_what_people_run() -> None:
    shown = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.M))
    assert {"run", "test", "check", "hooks", "drill", "bench", "preview", "check-content", "licences"} <= shown


def test_the_contact_for_a_hole_is_the_agencys_or_there_is_none_and_that_is_said() -> None:
    page = " ".join((ROOT / "SECURITY.md").read_text("utf-8").split())
    contact = agency.load(ROOT / "agency").security
    assert ("There is no contact yet" in page) == (contact is None)
    assert contact is None or contact.address.removeprefix("mailto:") in page


def test_the_changelog_speaks_of_the_version_that_is_declared() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_address_on_the_developers_page_is_one_of_either_app(app: Flask) -> None:
    page = (ROOT / "handbook/developers.md").read_text("utf-8")
    named = set(re.findall(r"`(/[a-z/<>.-]*)`", page)) - {"/es/"}
    ours = {str(rule) for rule in app.url_map.iter_rules()} | {route.rule for route in ROUTES}
    assert len(named) > 20 and named <= ours
    forms = re.search(r"A form is ((?:`[a-z-]+`(?:, | or )?)+)", page)
    assert forms and set(re.findall(r"`([a-z-]+)`", forms[1])) == set(FORMS)
