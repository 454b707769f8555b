"""The case-data worker beside a desk: it reads a small county, and answers what staff ask."""

from __future__ import annotations

import base64
import copy
from dataclasses import dataclass
from pathlib import Path

from forms_app.case_data.contract import envelopes
from forms_app.case_worker import parts as parts_of
from forms_app.case_worker.loop import work_off
from forms_app.case_worker.parts import Parts
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import Settings
from forms_app.staff.jobs import arrivals
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.phone.schema import CHAIN as PHONE
from support import case_loading, ready
from support.case_loading import SMALL, Loader
from support.case_packages import Tables
from support.desk import Desk

ADDRESS = ("1 Olive St Apt 4", "Los Angeles CA 90012")


@dataclass
class Inside:
    """`county`: the small one, with an address that the desk's key opens."""

    desk: Desk
    loader: Loader
    parts: Parts
    county: Tables

    def round(self) -> None:
        """The staff side asks, the worker answers, the staff side does what was answered."""
        with self.desk.app.app_context():
            arrivals.round_(self.desk.office)
            work_off(self.parts)
            arrivals.round_(self.desk.office)

    def close(self) -> None:
        self.parts.close()
        self.loader.database.close()


def at_home(tables: Tables, settings: Settings, lines: tuple[str, ...] = ADDRESS) -> Tables:
    """The same with an address of the first person that the desk's key opens."""
    county = copy.deepcopy(tables)
    inbox = SealingKey.of(keys.public_pair(settings, "inbox"))
    sealed = inbox.seal(envelopes.write_address(lines), envelopes.of_address("P1"))
    county["addresses"][0]["sealed"] = base64.b64encode(sealed).decode("ascii")
    return county


def beside(desk: Desk, folder: Path, lines: tuple[str, ...] = ADDRESS) -> Inside:
    settings = desk.office.settings
    (folder / "packages").mkdir()
    loader = Loader(case_loading.opened(str(settings.case_database_url)), folder / "packages")
    county = at_home(SMALL, settings, lines)
    assert loader.load(county).loaded
    ready.place(settings.account_database_url, CHAIN)
    ready.place(settings.phone_database_url, PHONE)
    return Inside(desk, loader, parts_of.make(settings), county)
