"""What one parent does in the account, and what staff do about it, stands nowhere where it is not to be read: not with
the other parent, and not in a mail, a log, a database or a list of the staff."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from support.account_holder import post
from support.customers import Customers, open_page
from support.desk import Browser
from support.holder_visitor import Holder
from support.planted import planted_in, written
from support.post_office import PostOffice
from support.seen_on_pages import Reader, Seen
from support.traces import ways_to_write
from support.two_parents import House, house

from forms_app.account.doors import waiting
from forms_app.bundles import papers
from forms_app.bundles.wishes import Kind
from forms_app.forms import FORMS
from forms_app.processes import logs

ADDRESS, PIN, ASKED = "quetzalli.hers@example.com", "80461739", "Quetzalli asks where it is"
ANSWER, NOTE = "Quetzalli is answered", "Quetzalli is noted"
IN_ACCOUNT = tuple(name for name, form in FORMS.items() if form.policy.where != "public" and not form.policy.is_message)
LISTS = ("/inbox/", "/customers/", "/mail/", "/letters/", "/reports/", "/audit/")
FULL = os.environ.get("FULL") == "1"
PARENTS = pytest.mark.parametrize(("acting", "looking"), [("P1", "P2"), ("P2", "P1")][: 2 if FULL else 1])


@pytest.fixture
def both(customers: Customers, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0)
    with PostOffice() as mail:
        yield house(customers, mail)


def everything(both: House, parent: Holder) -> Seen:
    """Each page and file of an account; with every choice on each page, and in both languages, in the drill."""
    reader, found = Reader(both.account, parent.client, parent.public), Seen()
    for root in ("/", "/es/") if FULL else ("/es/",):
        found |= reader.walk(root, links=FULL)
    return found


def sends(her: Holder) -> set[str]:
    """Every form that the account has, and a message; what was written in them."""
    said = {ASKED}
    for name in IN_ACCOUNT:
        filled = planted_in(name, "Quetzalli")
        boxes = her.fill_in(name, filled=filled).page.all("fieldset")
        her.press("send", {"for_case": ["C1"]} if any(one.attrs.get("id") == "for_case" for one in boxes) else {})
        assert her.path.startswith("/requests/"), name
        said |= written(filled)
    her.open("/messages/write/1/").press("next", {"message": ASKED}).press("send")
    return said


def settles(both: House, her: Holder) -> set[str]:
    """News by e-mail, letters in place of paper, a PIN for the telephone; what was typed there."""
    post(her.client, "/settings/prove/news/", code=her.codes.pop(0))
    post(her.client, "/settings/news/", address=ADDRESS, mine="yes", **{"do-address": "yes"})
    both.round()
    [code] = {found for mail in both.mail.mails for found in re.findall(r"\b\d{6}\b", mail.get_content())}
    post(her.client, "/settings/news/", code=code, **{"do-code": "yes"})
    both.round()
    boxes = {"kind": [kind.value for kind in Kind], "do-kinds": "yes"}
    her.client.post("/settings/news/", data={"form_token": her.form_token("/settings/news/"), **boxes})
    post(her.client, "/settings/letters/", word=papers.sample_word(her.public.id, "en"), **{"do-here": "yes"})
    post(her.client, "/settings/pin/", participant=her.participant, pin=PIN, again=PIN)
    both.round()
    return {ADDRESS, PIN}


def is_seen_to(both: House, staff: Browser, person_id: str) -> None:
    """Staff answer everything, and do with the account what there is to do."""
    both.round()
    for reference in both.references():
        both.answer(staff, reference, ANSWER)
    her = both.parents[person_id]
    [conversation] = set(re.findall(r"/es/messages/\d+/", her.get("/es/messages/").text))
    assert ANSWER in her.get(conversation).text
    for act in ("end-sessions", "stop", "veto"):
        both.do(staff, person_id, act, words=NOTE)


def found_in(written_there: Iterable[bytes], said: set[str]) -> set[str]:
    whole = b"\n".join(written_there)
    return {one for one in said if any(way in whole for way in ways_to_write(one))}


@PARENTS
def test_nothing_is_read_by_the_other_parent_nor_anywhere_beside(
    both: House, tmp_path: Path, capfd: pytest.CaptureFixture[str], acting: str, looking: str
) -> None:
    logs.configure("all")
    staff = both.desk.signed_in("supervisor")
    other, her = both.open_account(looking, staff), both.open_account(acting, staff)
    moment, before = both.desk.clock.now, everything(both, other)
    assert len(before) > (150 if FULL else 40)

    said = settles(both, her) | sends(her) | {ANSWER}
    is_seen_to(both, staff, acting)

    both.desk.clock.now = moment
    after = everything(both, other)
    assert {path for path in before | after if before.get(path) != after.get(path)} == set()
    pages = [staff.get(path).data for path in LISTS] + [staff.get(open_page(staff, other.participant)).data]
    assert found_in(pages, said) == set()
    logged = "".join(capfd.readouterr()).encode()
    files = [one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()]
    assert sum(map(len, files)) > 10**6 and found_in([logged, *files], said) == set()
    assert_mails_say_nothing(both, said)


def assert_mails_say_nothing(both: House, said: set[str]) -> None:
    """But for whom they are; and news of more than one kind went out."""
    assert [str(mail["To"]) for mail in both.mail.mails].count(ADDRESS) > 5
    for mail in both.mail.mails:
        del mail["To"]
        assert found_in([mail.as_bytes(), html.unescape(mail.get_content()).encode()], said | {NOTE}) == set()
