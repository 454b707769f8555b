"""Questions answered in words or with a tick."""

from __future__ import annotations

from typing import Any, ClassVar

from forms_app.forms.questions.base import Doubt, Question, Wrong, line_of
from forms_app.forms.questions.purposes import Purpose
from forms_app.i18n.translation import in_every_language
from forms_app.text.cleaning import tidy


class Lines(Question):
    """One line of text. `leads`: it is the part of a name that stands before the parts asked earlier."""

    written: ClassVar[tuple[str, ...]] = ("",)

    def __init__(
        self, label: object, *, purpose: Purpose, longest: int = 200, leads: bool = False, **more: Any
    ) -> None:
        super().__init__(label, purpose=purpose, **more)
        self.longest = longest
        self.leads = leads

    def check(self) -> str | None:
        value: str | None = self.need(line_of(self.text(), self.longest))
        return value


class Story(Question):
    """Several lines of text. Four times 5 000 characters, which are kept, fit into a post of 256 KiB in any script."""

    macro = "story"
    usual: ClassVar[Purpose] = Purpose.STORY
    written: ClassVar[tuple[str, ...]] = ("",)

    def __init__(
        self, label: object, *, longest: int = 5000, rows: int = 8, begun: object = "", go_on: object = "", **more: Any
    ) -> None:
        """`begun`: with what a text may end that was filled in for her to be gone on with; `go_on` is said then."""
        super().__init__(label, **more)
        self.longest = longest
        self.rows = rows
        self.begun, self.go_on = begun, go_on

    def check(self) -> str | None:
        value: str | None = self.need(line_of(self.text(), self.longest, lines=True))
        if value and self.begun and value.rstrip().endswith(tuple(in_every_language(self.begun))):
            raise Wrong(self.go_on)
        return value

    def read(self, value: str) -> list[str]:
        return value.split("\n")


class TextOrNone(Question):
    """A number or a reference, or a tick that says there is none. What was written counts more than the tick.

    `digits`: every one of them has digits, so that a name in its place, or "I don't know", is asked about.
    """

    macro = "text_or_none"
    written: ClassVar[tuple[str, ...]] = ("",)
    is_number: ClassVar[bool] = True
    parts: ClassVar[tuple[str, ...]] = ("none",)

    def __init__(
        self, label: object, *, none: object, purpose: Purpose, longest: int = 40, digits: bool = True, **more: Any
    ) -> None:
        super().__init__(label, purpose=purpose, **more)
        self.none = none
        self.longest = longest
        self.digits = digits

    def doubts(self) -> list[Doubt]:
        text = tidy(self.text())
        if self.digits and text and not any(map(str.isdigit, text)):
            return [Doubt(self, self.name, words=text)]
        return super().doubts()

    def check(self) -> dict[str, Any] | None:
        text = line_of(self.text(), self.longest)
        if text:
            return {"text": text}
        value: dict[str, Any] | None = self.need({"none": True} if self.text("none") == "yes" else None)
        return value

    def read(self, value: dict[str, Any]) -> list[str]:
        return [str(value.get("text") or self.none)]


class Consent(Question):
    """A sentence to agree to."""

    macro = "consent"
    group: ClassVar[bool] = True

    def __init__(self, label: object, *, tick: object, **more: Any) -> None:
        super().__init__(label, **more)
        self.tick = tick

    def check(self) -> bool | None:
        value: bool | None = self.need(self.text() == "yes")
        return value

    def read(self, value: bool) -> list[str]:
        return [str(self.tick)] if value else []
