"""The phone menu as it stands in agency/, for tests that look at it or plant a fault in it."""

from __future__ import annotations

from collections.abc import Callable

from forms_app.facts import agency
from forms_app.phone.menu.tree import Menu, load
from forms_app.settings import ROOT

AGENCY = ROOT / "agency"
MENU = load(AGENCY / "phone_menu.yaml")
PHONES = agency.load(AGENCY).phones

Planted = Callable[[str, str], Menu]
