"""What answers say of the person who gave them, by what each is for: where, how and in which language to reach her."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from forms_app.facts.counties import county_of
from forms_app.forms.questions import Question
from forms_app.forms.questions.purposes import Danger, Purpose, SafeWay, Whose

Answers = Mapping[str, Any]


class Asked(NamedTuple):
    """A question of a form; `within` is the name of the one that asks it of several people, if one does."""

    question: Question
    within: str


class Given(NamedTuple):
    """An answer and its question; `within` as there, `entry` is the how manieth of those people, from 0."""

    question: Question
    value: Any
    within: str
    entry: int


class Routing(NamedTuple):
    """What must be known before answers are sealed: "" where they do not tell it. `safe_places`: where news is safe,
    by the way that leads there."""

    language: str
    county: str
    safe_places: Mapping[str, str]


class Person:
    """The answers to one form, asked by their purposes; of questions about several people too."""

    def __init__(self, asked: Mapping[Purpose, list[Asked]], answers: Answers) -> None:
        self._asked, self._answers = asked, answers

    def given(self, *purposes: Purpose) -> Iterator[Given]:
        """Every answer of these purposes that is not blank, whoever it is about."""
        for asked in (one for purpose in purposes for one in self._asked.get(purpose, ())):
            places = self._answers.get(asked.within) or () if asked.within else (self._answers,)
            for entry, place in enumerate(places):
                if value := place.get(asked.question.name):
                    yield Given(asked.question, value, asked.within, entry)

    def own(self, purpose: Purpose) -> Any:
        """What the sender said of herself, the first of several; None where that was not asked or left blank."""
        return next((one.value for one in self._about_sender(purpose)), None)

    @property
    def name(self) -> str:
        """The sender's own, whole."""
        return _whole_name([one for one in self._about_sender(Purpose.NAME) if not one.within])

    def names(self) -> list[str]:
        """Each person's name, whole."""
        found: dict[tuple[str, Whose, int], list[Given]] = {}
        for one in self.given(Purpose.NAME):
            found.setdefault((one.within, one.question.whose, one.entry), []).append(one)
        return [_whole_name(parts) for parts in found.values()]

    @property
    def safe_ways(self) -> frozenset[str]:
        """The ways that the sender called safe for herself; of several answers what they have in common."""
        ways = [frozenset(one.value) for one in self._about_sender(Purpose.SAFE_WAYS)]
        return frozenset.intersection(*ways) if ways else frozenset()

    @property
    def has_no_safe_way(self) -> bool:
        """Whether anybody said so, of herself or of another."""
        return any(SafeWay.NONE in one.value for one in self.given(Purpose.SAFE_WAYS))

    @property
    def dangers(self) -> frozenset[str]:
        """What was said about whether contact is dangerous, of whomever."""
        return frozenset(str(one.value) for one in self.given(Purpose.DANGER))

    @property
    def is_confidential(self) -> bool:
        """Whether somebody asked that nobody learn where she is, or left open whether contact is dangerous."""
        return self.has_no_safe_way or not self.dangers.isdisjoint((Danger.YES, Danger.UNSAID))

    def is_safe(self, way: SafeWay) -> bool:
        return way in self.safe_ways and SafeWay.NONE not in self.safe_ways

    @property
    def safe_places(self) -> dict[str, str]:
        """Where news is safe, by the way that leads there: an address, a number."""
        places = {SafeWay.EMAIL: self.email, SafeWay.PHONE: (self.own(Purpose.PHONE) or {}).get("number", "")}
        return {str(way): place for way, place in places.items() if place and self.is_safe(way)}

    @property
    def email(self) -> str:
        """Where an e-mail is safe; nothing where none is."""
        return str(self.own(Purpose.EMAIL) or "") if self.is_safe(SafeWay.EMAIL) else ""

    def _about_sender(self, purpose: Purpose) -> Iterator[Given]:
        return (one for one in self.given(purpose) if one.question.whose is Whose.SENDER)

    def routing(self, zips: Mapping[str, str]) -> Routing:
        chosen, zip_code = (str(self.own(purpose) or "") for purpose in (Purpose.COUNTY, Purpose.ZIP_CODE))
        return Routing(str(self.own(Purpose.LANGUAGE) or ""), county_of(chosen, zip_code, zips), self.safe_places)


def _whole_name(parts: list[Given]) -> str:
    """The parts of one person's name, in the order in which they are said."""
    return " ".join(str(one.value) for one in sorted(parts, key=lambda one: not getattr(one.question, "leads", False)))
