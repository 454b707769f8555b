"""What somebody typed beside a submission and has not sent: kept when another card is, for this person alone.

All cards of the page are one form, so each button posts every word on it. A field is called card.name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection

from forms_app.sealing.seal import lock, unlock
from forms_app.staff.office import Office
from forms_app.storage.accounts import unsent
from forms_app.storage.accounts.unsent import UnsentRow

LIVES = timedelta(hours=72)
Words = dict[str, str]
# What a card holds before anybody has typed in it, or only to say what it is about.
_FILLED_IN_WORDS = """
    kind channel day came_in_on on act letter note printed version shown answered_on mailed_on transferred_on ended_on
    done_on sure anyway county reply do was read sentence language
"""
_FILLED_IN = frozenset(_FILLED_IN_WORDS.split())


def words_posted(fields: Mapping[str, list[str]], card: str) -> Words:
    """Every word on the page, by card.name; a field without a card belongs to the one that was pressed."""
    words: Words = {}
    for name, texts in fields.items():
        if "." in name:
            words[name] = texts[0]
        elif card and name not in ("form_token", "press"):
            words.setdefault(f"{card}.{name}", texts[0])
    return words


def without(words: Words, card: str) -> Words:
    """What is left once a card was sent; of the others those in which somebody has typed or chosen something."""
    cards: dict[str, Words] = {}
    for name, text in words.items():
        cards.setdefault(name.partition(".")[0], {})[name] = text
    left = (mine for name, mine in cards.items() if name != card and _is_begun(name, mine))
    return {name: text for mine in left for name, text in mine.items()}


def keep(connection: Connection, office: Office, account_id: int, reference: str, words: Words) -> None:
    """In place of what was kept before; nothing if there are no words."""
    drop(connection, account_id, reference)
    if words:
        box = lock(office.key("unsent"), json.dumps(words).encode(), _context(account_id, reference))
        unsent.add(connection, UnsentRow(account_id, reference, box, office.now() + LIVES))


def drop(connection: Connection, account_id: int, reference: str) -> None:
    unsent.remove(connection, account_id, reference)


def load(connection: Connection, office: Office, account_id: int, reference: str) -> Words:
    row = unsent.find(connection, account_id, reference, office.now())
    try:
        plain = unlock(office.key("unsent"), row.box, _context(account_id, reference)) if row else b"{}"
    except InvalidTag:  # made under another staff key: as if it were not there
        return {}
    words: Words = json.loads(plain)
    return words


def waiting(connection: Connection, office: Office, account_id: int) -> list[str]:
    """Beside which submissions this person has words that were not sent, first what is deleted first."""
    return unsent.list_references(connection, account_id, office.now())


def _is_begun(card: str, words: Words) -> bool:
    if card == "work":
        return f"{words.get('work.state')} {words.get('work.owner')}" != words.get("work.shown")
    typed = {name.partition(".")[2]: text for name, text in words.items()}
    if "was" in typed and _as_it_is(typed) != _plain(typed["was"]):
        return True
    own = {name: text for name, text in typed.items() if name not in _FILLED_IN}
    written = card in ("answer", "transfer", "letter") and (typed.get("reply") or typed.get("county"))
    return bool(written or any(text.strip() for text in own.values()))


def _as_it_is(typed: Words) -> str:
    """Of an act that is noted: its day, county and words, as its card said them when the page was drawn."""
    return _plain(" ".join(typed.get(name, "") for name in ("on", "county", "reply")))


def _plain(text: str) -> str:
    """As a browser sends it, or a page holds it."""
    return text.replace("\r\n", "\n").strip()


def _context(account_id: int, reference: str) -> bytes:
    return f"unsent {account_id} {reference}".encode()
