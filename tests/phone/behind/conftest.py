"""Our line over a real database of its own, beside a worker that looks whenever the line waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

import pytest
from case_worker.conftest import SECRET, Bench, Opened, bench, opened
from support.phone_line import engine

from forms_app import deadlines
from forms_app.case_worker.loop import work_off
from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.deadlines.rules import ONE_DAY
from forms_app.phone.behind import choosing, taking
from forms_app.phone.behind.book import Notes, OurBook
from forms_app.phone.behind.cabinet import Cabinet
from forms_app.phone.behind.desk import OurDesk
from forms_app.phone.engine.call import Event, Key, Turn, Typed
from forms_app.phone.engine.moves import Engine
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings

__all__ = ["Opened", "bench", "opened"]  # fixtures of the room next door


@dataclass
class OurSide:
    """The line, and calls on it. `bench`: the worker."""

    bench: Bench
    cabinet: Cabinet
    notes: Notes

    @property
    def engine(self) -> Engine:
        fresh = self.bench.parts.data.as_of()
        assert fresh
        facts = engine(datetime.combine(fresh.as_of + ONE_DAY, time(10), LOS_ANGELES)).facts
        rings = frozenset({"local", "sdu"})
        return Engine(facts, OurBook(self.cabinet, self.notes), rings, desk=OurDesk(self.cabinet))

    def call(self, *pressed: str, caller: str = "2135550100", language: str = "1") -> Turn:
        """From the language on: a key, or with a pound sign behind them the digits of a number."""
        turn = self.engine.begin(caller)
        for one in (language, *pressed):
            turn = self.engine.hear(turn.call, event(one))
        return turn

    def round(self) -> None:
        """The line takes what was chosen in accounts, the worker answers, the line sees it."""
        for _ in range(2):
            taking.work_off(self.cabinet, self.notes)
            work_off(self.bench.parts)
        taking.work_off(self.cabinet, self.notes)


def event(pressed: str) -> Event:
    return Typed(pressed[:-1]) if pressed.endswith("#") else Key(pressed)


@pytest.fixture
def line(bench: Bench, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[OurSide]:  # noqa: F811
    assert bench.parts.telephone
    monkeypatch.setattr(choosing, "sleep", lambda _seconds: work_off(bench.parts))
    pair = keys.public_pair
    cabinet = Cabinet(
        database=bench.parts.telephone.database,
        sent=bench.parts.telling.outbox,
        secret=SECRET,
        worker=bench.worker,
        opening=OpeningKeys(keys.private_pairs(settings, "phone")),
        inbox=SealingKey.of(pair(settings, "inbox", "phone")),
        mail=SealingKey.of(pair(settings, "mail", "phone")),
        pepper=keys.receipt_codes(settings, "phone"),
        rules=deadlines.load(settings.agency_dir),
    )
    work_off(bench.parts)
    yield OurSide(bench, cabinet, Notes())
