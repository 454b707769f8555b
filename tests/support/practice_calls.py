"""Walks on the practice page: each step as the page itself offers it, read off the page that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from forms_app.phone import made_up
from forms_app.phone.said.spelling import simple
from forms_app.phone.walks import Walk
from support.visitor import Visitor

START = {"en": "/forms/practice-call/", "es": "/es/forms/practice-call/"}
SIGNS = {"silence": "s", "hangup": "h", "not_answered": "n"}


def can_be_practised(walk: Walk) -> bool:
    """The page takes no number but the made-up one, and no key where numbers are entered but the star."""
    is_ours = "on our line" in walk.name  # there something is entered that a real line alone takes
    return not (walk.caller or is_ours) and ("identify", "wrong") not in walk.steps and "0 is a digit" not in walk.name


# Of walks on how figures sound: a page writes them.
SPOKEN = (" and ", " con ", "first", "six", "three", "tres", "veint")


def missed(walk: Walk, heard: str) -> list[str]:
    """What the walk hears and the page did not say."""
    said = f" {simple(heard)} "
    unsaid = [words for words in walk.hears if f" {simple(words)} " not in said]
    return [words for words in unsaid if not any(part in words for part in SPOKEN)]


class Caller:
    """A practice call in one window. `heard` is everything that the voice has said, `places` the headings."""

    def __init__(self, visitor: Visitor, language: str, goal: str = "") -> None:
        self.visitor, self.start, self.heard = visitor, START[language], ""
        self._see(f"{self.start}?{urlencode({'call': '', 'goal': goal})}")

    def take(self, act: str, value: str) -> None:
        if act == "key":
            self._keys(value)
        elif act == "identify":
            self.enter(made_up.PARTICIPANT_ID)
            self.enter(made_up.PIN)
        elif act == "say":
            self.post("said", value)
        else:
            self._press(SIGNS[act])

    def _keys(self, keys: str) -> None:
        if keys.endswith("#") and len(keys) > 1:
            self.enter(keys.removesuffix("#"))
        else:
            self._press(keys)

    def _press(self, key: str) -> None:
        """A button of a page that is over is not there: nothing happens then, as on a telephone."""
        if any(b.attrs.get("value") == key and b.attrs.get("name") == "key" for b in self.visitor.page.all("button")):
            self._see(f"{self.start}?{urlencode({**self.carried(), 'key': key})}")

    def enter(self, digits: str) -> None:
        if any(field.attrs.get("name") == "digits" for field in self.visitor.page.all("input")):
            self.post("digits", digits)

    def post(self, name: str, value: str) -> None:
        self.visitor.post(self.start, [*self.carried().items(), (name, value)])
        self.heard += " ".join(self.voice())

    def carried(self) -> dict[str, str]:
        fields = [f for f in self.visitor.page.all("input") if f.attrs.get("type") == "hidden"]
        return {field.attrs["name"]: field.attrs["value"] for field in fields}

    def voice(self) -> Iterator[str]:
        for element in self.visitor.page.all("p"):
            if any("voice" in outer.attrs.get("class", "") for outer in element.around):
                yield element.text

    def _see(self, path: str) -> None:
        self.visitor.open(path)
        assert self.visitor.status == 200
        self.heard += " ".join(self.voice())

    @property
    def place(self) -> str:
        return self.visitor.page.one("h1").text
