"""An agency in one process: the account, the staff app and the site, served to windows, and behind them what carries an
act from the one to the other, by itself as in real life."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

from flask.testing import FlaskClient
from playwright.sync_api import Browser

from forms_app.account import create_app as create_account
from forms_app.account.services import AccountServices
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker.loop import work_off
from forms_app.case_worker.sealing import seal_person
from forms_app.case_worker.telling import sending
from forms_app.processes import services
from forms_app.public import create_app as create_site
from forms_app.sealing.codes import for_print
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.settings import ROOT, Settings
from forms_app.staff.jobs import arrivals
from forms_app.worker.loop import Postman, postmen
from support.account_holder import PASSWORD, post, sheet_codes
from support.case_packages import Tables, small
from support.customers import NUMBERS, Customers
from support.desk import PASSWORD as STAFF_PASSWORD
from support.in_process import InProcess, serving
from support.inside_worker import at_home
from support.looking import axe_finds_nothing, look_over
from support.person import Person, Setting, full

# Each act is walked in both languages, on the narrowest screen and without scripts: in one of them by `make test`.
ACTS = (Setting("en", False, 320, "dark"), Setting("es", False, 320, "light"))
DIFFERS = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}|[\w-]{30,}=*|\d+")
LOOKED: set[str] = set()
PAUSE_SECONDS, LOOK_SECONDS = 0.1, 1.0
CHAIN = 4  # rounds: staff ask, the worker answers, staff hand something in, the worker seals it


class Behind:
    """In a thread of its own: goes round when somebody has written into a database of `folder`, for rounds in which
    nothing is to be done cost more than all the rest. `settle` waits until whatever there was is done."""

    def __init__(self, round_: Callable[[], None], folder: Path) -> None:
        self._round, self._folder, self._done, self._turn = round_, folder, 0, threading.Condition()
        self._hurry, self._stop = threading.Event(), False
        self._wrong: BaseException | None = None
        self._thread = threading.Thread(target=self._go)

    def __enter__(self) -> Behind:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _wrong: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._stop = True
        self._hurry.set()
        self._thread.join()
        if self._wrong:
            raise self._wrong

    def settle(self) -> None:
        with self._turn:
            until = self._done + 1 + CHAIN  # the round that is under way may have begun too early
            while self._done < until and not self._wrong:
                self._hurry.set()
                self._turn.wait()
        if self._wrong:
            raise self._wrong

    def _go(self) -> None:
        seen, looked_at = self._written(), 0.0
        while not self._stop and not self._wrong:
            is_awaited, now = self._hurry.wait(PAUSE_SECONDS), self._written()
            if is_awaited or seen != now or time.monotonic() - looked_at > LOOK_SECONDS:
                self._hurry.clear()
                self._go_round()
                seen, looked_at = now, time.monotonic()

    def _go_round(self) -> None:
        try:
            self._round()
        except BaseException as wrong:  # noqa: BLE001 - told to whoever waits
            self._wrong = wrong
        with self._turn:
            self._done += 1
            self._turn.notify_all()

    def _written(self) -> set[tuple[str, int, int]]:
        files = [(file.name, file.stat()) for file in self._folder.rglob("*.sqlite*") if not file.name.endswith("-shm")]
        return {(name, known.st_mtime_ns, known.st_size) for name, known in files}


@dataclass
class Sides:
    """`her`: the account's address; `staff`: that of the staff app. `postmen`: who carry e-mail, where a test has a
    mail server. `codes`: of her sheet, those that are still good."""

    customers: Customers
    chromium: Browser
    staff: InProcess
    her: InProcess
    account: FlaskClient
    stack: ExitStack
    postmen: list[Postman] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    behind: Behind = field(init=False)
    windows: list[Person] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.behind = Behind(self._round, self.settings.data_dir.parent)

    @property
    def settings(self) -> Settings:
        return for_browsers(self.customers)

    @property
    def services(self) -> AccountServices:
        found: AccountServices = self.account.application.extensions["account"]
        return found

    def settle(self) -> None:
        self.behind.settle()

    def load(self, tables: Tables, day: str = "2026-11-19") -> None:
        """The agency's system has something new."""
        county, at = at_home(tables, self.settings), f"{day}T20:00:00-08:00"
        assert self.customers.loader.load(county, as_of=day, produced_at=at).loaded
        self.settle()

    def both(self, setting: Setting, person_id: str = "P1") -> tuple[Person, Person]:
        """She, in the account that she has, and somebody of the staff: both signed in."""
        self.codes = self.opened(person_id)
        her = self.window(self.her, setting)
        sign_in(her, self.codes.pop(), person_id)
        return her, self.clerk(setting)

    def send_mail_by(self, url: str) -> None:
        """Over this mail server."""
        self.postmen += postmen(
            services.load(replace(self.settings, smtp_url=url), self.customers.desk.office.database)
        )

    def _round(self) -> None:
        desk, parts = self.customers.desk, self.customers.parts
        with desk.app.app_context():
            arrivals.round_(desk.office)
        work_off(parts)
        sending.work_off(parts)
        for postman in self.postmen:
            postman.work_off(threading.Event())

    def window(self, at: InProcess, setting: Setting) -> Person:
        self.windows.append(Person(at, self.chromium, setting))
        self.stack.callback(self.windows[-1].close)
        return self.windows[-1]

    def site(self, setting: Setting) -> Person:
        """A window of the public site."""
        return self.window(self.stack.enter_context(serving(create_site(self.settings))), setting)

    def opened(self, person_id: str = "P1", state: State = State.OPEN) -> list[str]:
        """An account, opened with a code from a letter and confirmed; the codes of its sheet."""
        parts = self.customers.parts
        with parts.cases.aside.write() as connection:
            code = for_print(parts.codes.give(connection, person_id, parts.today()))
        post(self.account, "/activate/", participant=NUMBERS[person_id], code=code, password=PASSWORD)
        self.account.get("/activate/wait/")
        papers = post(self.account, "/activate/second/", sheet="yes")
        post(self.account, "/papers/")
        self.settle()
        with parts.cases.aside.write() as connection:
            [known] = parts.own_list.of_person(connection, person_id)
            parts.own_list.put(connection, HolderKeys(person_id, PublicKeys(known.public.data), state, parts.today()))
        seal_person(parts, person_id)
        return sheet_codes(papers)

    def clerk(self, setting: Setting, role: str = "caseworker", name: str = "") -> Person:
        """Somebody of the staff, who signs in at a window of her own."""
        desk, staff = self.customers.desk, self.window(self.staff, setting)
        person = desk.person(role, name and f"{name}@example.org")
        desk.clock.forward(seconds=31)
        staff.open(f"{staff.prefix}/sign-in/")
        look(staff)
        for field_name, typed in (("email", person.email), ("password", STAFF_PASSWORD), ("code", person.code())):
            staff.page.locator(f"#{field_name}").fill(typed)
        staff.press("main form button")
        assert staff.path == f"{staff.prefix}/inbox/"
        return staff


def sign_in(person: Person, code: str, person_id: str = "P1") -> None:
    """She, with password and a code of her sheet."""
    person.open(f"{person.prefix}/sign-in/")
    look(person)
    for name, text in (("participant", NUMBERS[person_id]), ("password", PASSWORD), ("code", code)):
        person.page.locator(f"main #{name}").fill(text)
    person.press("main form .button:not([type=button])")
    assert person.path == f"{person.prefix}/home/", person.page.inner_text("main")
    look(person)


def acts(first: int) -> tuple[Setting, ...]:
    return ACTS if full() else (ACTS[first],)


def look(person: Person) -> None:
    """At the page that is open, whoever sits there; once at pages that differ in nothing but numbers."""
    page = str(person.setting) + DIFFERS.sub("", person.page.content())
    if page not in LOOKED:
        LOOKED.add(page)
        look_over(person)
        axe_finds_nothing(person)


def said(person: Person) -> str:
    return " ".join(person.page.locator("main").inner_text().split())


def for_browsers(customers: Customers) -> Settings:
    """With the real stylesheets."""
    return replace(customers.desk.office.settings, build_dir=ROOT / "build")


@contextmanager
def both_sides(customers: Customers, staff_url: str, chromium: Browser) -> Iterator[Sides]:
    """Everything works until the end; then each window must have been quiet."""
    with ExitStack() as stack:
        account = create_account(for_browsers(customers))
        stack.callback(account.extensions["account"].database.close)
        her = stack.enter_context(serving(account))
        sides = Sides(customers, chromium, InProcess(staff_url), her, account.test_client(), stack)
        stack.enter_context(sides.behind)
        sides.load(small())
        yield sides
        for person in sides.windows:
            person.must_have_been_quiet()
