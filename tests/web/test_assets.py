"""A build under a running server: its pages, names and files are the new ones as soon as the build is whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from support.visitor import Visitor

from forms_app.settings import Settings


@pytest.fixture
def own_build(built: Path, tmp_path: Path) -> Path:
    """A copy of the built site, for a test that builds anew."""
    return Path(shutil.copytree(built, tmp_path / "build", ignore=shutil.ignore_patterns("cache", "*.pot")))


def rebuild(build: Path) -> str:
    """Another build, whose stylesheet has another name; that name. The manifest is written last, in one step."""
    names = json.loads((build / "assets.json").read_text("utf-8"))
    before = names["site.css"]
    names["site.css"] = after = "/assets/site.0ther000.css"
    for path in (build / "site/assets").glob(f"{Path(before).name}*"):
        path.rename(path.with_name(path.name.replace(Path(before).stem, Path(after).stem)))
    for page in [*(build / "shell").glob("*.html"), *(build / "site").rglob("*.html")]:
        text = page.read_text("utf-8").replace(before.lstrip("/"), after.lstrip("/"))
        page.write_text(f"{text}<!-- built anew -->\n", "utf-8")
        for packed in page.parent.glob(f"{page.name}.??"):
            packed.unlink()
    whole = build / "assets.new"
    whole.write_text(json.dumps(names), "utf-8")
    whole.replace(build / "assets.json")
    return str(after)


def sheets(visitor: Visitor) -> set[str]:
    links = visitor.page.all("link")
    return {link.attrs["href"] for link in links if link.attrs.get("rel") == "stylesheet"}


@pytest.mark.parametrize("path", ["/forms/complaint/", "/es/forms/door/", "/forms/nothing/", "/complaints/"])
def test_after_a_build_every_page_has_a_stylesheet_without_a_restart(
    new_app: Callable[[Settings], Flask], settings: Settings, own_build: Path, path: str
) -> None:
    visitor = Visitor(new_app(replace(settings, build_dir=own_build)))
    visitor.open(path)
    after = rebuild(own_build)
    visitor.open(path)
    assert any(sheet.endswith(after) for sheet in sheets(visitor))
    assert visitor.get(after).status_code == 200
    page = visitor.get("/complaints/")
    assert "built anew" in page.text and int(page.headers["Content-Length"]) == len(page.data)


def test_without_a_build_the_last_one_stands(
    new_app: Callable[[Settings], Flask], settings: Settings, own_build: Path
) -> None:
    visitor = Visitor(new_app(replace(settings, build_dir=own_build)))
    (own_build / "assets.json").unlink()
    assert visitor.open("/forms/complaint/").status == 200
