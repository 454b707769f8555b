"""A small checkout in which nothing is to be mended, for tests that plant one fault and look for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.phone_menu import MENU, PHONES, Planted

from forms_app.phone.menu.check import faults
from forms_app.phone.menu.tree import Menu, PhoneMenuError, load
from forms_app.settings import ROOT
from website.checks import pages, twins

PLANTED = {
    "docs/visit.md": """---
title: Visit us
description: How to visit the office.
---

# Visit us

## What to do now

1. Call {{ phone("customer_connect") }} first. The office opened on March 3, 2025.
2. Bring form LCR001. It has 4 pages.

## Your last day

You have {{ days("complaint_filing") }} to file a complaint. See [what to do](#what-to-do-now).

![The door of the office](door.png)
""",
    "docs/es/visit.md": """---
title: Visítenos
description: Cómo visitar la oficina.
---

# Visítenos

## Qué hacer ahora

1. Primero llame al {{ phone("customer_connect") }}. La oficina abrió el 3 de marzo de 2025.
2. Traiga el formulario LCR001. Tiene 4 páginas.

## Su último día

Tiene {{ days("complaint_filing") }} para presentar una queja. Vea [qué hacer](#que-hacer-ahora).

![La puerta de la oficina](../door.png)
""",
    "docs/door.png": "not really a picture",
    "mkdocs.yml": """site_name: Small
docs_dir: docs
nav:
  - visit.md
markdown_extensions: [attr_list, md_in_html, tables]
theme: {name: material}
hooks: [website/hooks.py]
""",
    "website/hooks.py": "",
}

Edit = Callable[..., None]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The small checkout, its Spanish page stamped."""
    shutil.copytree(ROOT / "agency", tmp_path / "agency")
    (tmp_path / "locales").mkdir()
    for name in ("words.md", "words-en.txt", "words-es.txt", "legal-names.txt", "lost-accents-es.txt"):
        shutil.copy(ROOT / "locales" / name, tmp_path / "locales" / name)
    shutil.copytree(ROOT / "locales/mail", tmp_path / "locales/mail")
    (tmp_path / "docs/es").mkdir(parents=True)
    (tmp_path / "website").mkdir(parents=True)
    for path, text in PLANTED.items():
        (tmp_path / path).write_text(text, "utf-8")
    _stamp(tmp_path)
    return tmp_path


def _stamp(root: Path) -> None:
    [(english, spanish)] = pages.read(root).twins()
    (root / spanish.path).write_text(twins.stamp(spanish, english), "utf-8")


@pytest.fixture
def edit(checkout: Path) -> Edit:
    """Replace words in files of the checkout; both twins are then taken as translated afresh."""

    def change(*changes: tuple[str, str, str], stamp: bool = True) -> None:
        for path, old, new in changes:
            text = (checkout / path).read_text("utf-8")
            assert old in text, f"{path} does not say {old!r}"
            (checkout / path).write_text(text.replace(old, new), "utf-8")
        if stamp:
            _stamp(checkout)

    return change


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    """The menu with one thing changed; PhoneMenuError with all its faults."""

    def change(old: str, new: str) -> Menu:
        text = MENU.path.read_text("utf-8")
        assert old in text
        (tmp_path / "phone_menu.yaml").write_text(text.replace(old, new, 1), "utf-8")
        menu = load(tmp_path / "phone_menu.yaml")
        if found := faults(menu, PHONES):
            raise PhoneMenuError(menu.path, found)
        return menu

    return change
