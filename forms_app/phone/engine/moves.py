"""From where a caller is and what she did to what is said and where she is then.

Silence, a wrong key and words that were not understood each get a better prompt than the last, and at the third time a
person. The line never hangs up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms_app.phone.engine import asking
from forms_app.phone.engine.book import Book, Desk, Refused
from forms_app.phone.engine.call import (
    MOST_TRIES,
    Call,
    Event,
    HungUp,
    Key,
    NotAnswered,
    Said,
    Silence,
    Turn,
    Typed,
)
from forms_app.phone.engine.tellers import TELLERS, Facts, closed
from forms_app.phone.line.check import words_at
from forms_app.phone.line.overlay import PERSON, REPEAT
from forms_app.phone.menu.shape import SPOKEN
from forms_app.phone.menu.tree import Option
from forms_app.phone.said.numbers import CARDINALS
from forms_app.phone.said.sentences import Sentence, plain
from forms_app.phone.said.spelling import simple

_DIGITS = {  # a key whose number is said
    language: {simple(word): str(digit) for digit in range(10) for word in (say(digit), str(digit))}
    for language, say in CARDINALS.items()
}
_TOLD = {Refused.NOT_NOW: "not_now", Refused.ON_HOLD: "on_hold"}
PATIENCE = 3  # silences, or wrong keys, in a row at one place


@dataclass(frozen=True)
class Engine:
    """One line at one moment. `rings`: the desks at which somebody can be reached; `official` as in agency.toml.
    `desk`: who does what a caller asks for; nothing can be entered where there is none."""

    facts: Facts
    book: Book
    rings: frozenset[str] = frozenset({"local", "sdu"})
    official: bool = False
    desk: Desk | None = None

    def begin(self, caller: str = "") -> Turn:
        """`caller`: the number of the telephone that calls, where it is told."""
        call = Call(at=self.facts.line.menu.start, caller=caller)
        first = () if self.official else self.say(call, "demonstration")
        return self.arrive(call, *first)

    def hear(self, call: Call, event: Event) -> Turn:
        if isinstance(event, HungUp) or call.is_over:
            return Turn(replace(call, is_over=True))
        if call.back:
            return self._come_back(call) if isinstance(event, NotAnswered) else Turn(call)
        if self.facts.line.menu.nodes[call.at].identifies:
            return self._identify(call, event)
        if self.desk and (step := asking.step_of(self, call)):
            return asking.take(self, self.desk, call, step, event)
        if isinstance(event, Typed):  # a number entered where one key is asked for: the first of it counts
            event = Key(event.digits[:1])
        if isinstance(event, Key):
            return self._press(call, event.key)
        return self._understand(call, event.words) if isinstance(event, Said) else self.wait(call)

    def enters(self, call: Call) -> bool:
        """Whether digits are entered here, one after the other, up to the pound key."""
        step = asking.step_of(self, call)
        return self.facts.line.menu.nodes[call.at].identifies or (step is not None and not step.is_key)

    def say_again(self, call: Call) -> Turn:
        """What is said at this place, once more."""
        return Turn(call, tuple(self._prompt(call)))

    def _press(self, call: Call, key: str) -> Turn:
        line = self.facts.line
        if option := line.option(call.at, key):
            return self.follow(call, option)
        if key == REPEAT and call.at in line.repeat:
            return self.say_again(replace(call, silences=0, wrongs=0))
        if key == PERSON and call.at in line.person:
            return self.reach_person(call)
        return self._miss(replace(call, wrongs=call.wrongs + 1), "wrong", call.wrongs + 1)

    def _understand(self, call: Call, words: str) -> Turn:
        if key := self.key_for(call, words):
            return self._press(call, key)
        return self._miss(replace(call, wrongs=call.wrongs + 1), "unheard", call.wrongs + 1)

    def key_for(self, call: Call, words: str) -> str | None:
        """The key that these words press where the caller is."""
        line, said = self.facts.line, simple(words)
        for language in _languages(call):
            keys = {word: key for key, word, _ in words_at(line, call.at, language)}
            if key := keys.get(said) or self._everywhere(said, language) or _DIGITS[language].get(said):
                return key
        return None

    def _everywhere(self, said: str, language: str) -> str | None:
        words = self.facts.line.everywhere
        if said in map(simple, words["person"][language]):
            return PERSON
        return REPEAT if said in map(simple, words["repeat"][language]) else None

    def wait(self, call: Call) -> Turn:
        return self._miss(replace(call, silences=call.silences + 1), "silence", call.silences + 1)

    def _miss(self, call: Call, kind: str, times: int) -> Turn:
        """Nothing usable came, for the so many-th time of this kind."""
        if times >= PATIENCE:
            return self.reach_person(call, *self.say(call, "third_time"))
        return Turn(call, (*self.say(call, f"{kind}_{times}"), *self._prompt(call)))

    def follow(self, call: Call, option: Option) -> Turn:
        language = option.language or call.language
        return self.go(replace(call, language=language), str(option.goto))

    def go(self, call: Call, name: str, *first: Sentence) -> Turn:
        """To a place; to one that asks for number and PIN only while that can lead on."""
        call = replace(call, at=name, silences=0, wrongs=0, number="", entered=())
        if not self.facts.line.menu.nodes[name].identifies:
            return self.arrive(call, *first)
        if not self.book.has_pins:
            return self.go(call, self.facts.line.unidentified, *self.say(call, "no_pins"))
        if call.tries >= MOST_TRIES:
            return self.go(call, self.facts.line.unidentified, *self.say(call, "no_more_tries"))
        return self.arrive(call, *first)

    def arrive(self, call: Call, *first: Sentence) -> Turn:
        return Turn(call, (*first, *self._prompt(call)))

    def _identify(self, call: Call, event: Event) -> Turn:
        """Number, then PIN. Other keys that lead on from here do; what is said aloud is never taken for digits."""
        if isinstance(event, Key) and (option := self.facts.line.option(call.at, event.key)):
            return self.follow(call, option)
        digits = event.digits if isinstance(event, Typed) else event.key if isinstance(event, Key) else ""
        if not digits.isdecimal():
            return self.wait(call) if isinstance(event, Silence) else self.ask_for_digits(call)
        if not call.number:
            asked = replace(call, number=digits, silences=0, wrongs=0)
            return self.arrive(asked)
        return self._open(call, digits)

    def ask_for_digits(self, call: Call) -> Turn:
        wrongs = call.wrongs + 1
        if wrongs >= PATIENCE:
            return self.reach_person(replace(call, wrongs=wrongs), *self.say(call, "third_time"))
        return Turn(replace(call, wrongs=wrongs), (*self.say(call, "digits_again"), *self._prompt(call)))

    def _open(self, call: Call, pin: str) -> Turn:
        found = self.book.open(call.number, pin, call.caller)
        call = replace(call, number="", silences=0, wrongs=0)
        if not isinstance(found, Refused):
            goto = str(self.facts.line.menu.nodes[call.at].goto)
            return self.go(replace(call, known=found, tries=0), goto)
        if found in _TOLD:
            return self.go(call, self.facts.line.unidentified, *self.say(call, _TOLD[found]))
        return self._refuse(replace(call, tries=MOST_TRIES if found is Refused.TOO_MANY else call.tries + 1))

    def _refuse(self, call: Call) -> Turn:
        if call.tries < MOST_TRIES:
            return self.arrive(call, *self.say(call, "not_known"))
        aside = replace(call, at=self.facts.line.unidentified)
        return self.reach_person(aside, *self.say(call, "no_more_tries"), *self.say(call, "third_time"))

    def reach_person(self, call: Call, *first: Sentence) -> Turn:
        """Over to a person; where nobody answers now, when somebody does, and on with the menu."""
        here, desk = replace(call, silences=0, wrongs=0), self._desk(call)
        if not self.facts.office.is_open(self.facts.now):
            said = tuple(closed(self.facts, language) for language in _languages(call))
            return self.arrive(here, *first, *said)
        if desk not in self.rings:
            line = self.facts.line
            said = tuple(line.said("nobody", one, number=self.facts.own_number) for one in _languages(call))
            return self.arrive(here, *first, *said)
        away = replace(here, at=self.facts.line.desks[desk], back=call.at)
        return Turn(away, (*first, *self.say(call, desk)), transfer=desk)

    def _desk(self, call: Call) -> str:
        """The disbursement unit for whose support comes out of a paycheck and who asks about payments."""
        asks = "payments" in self.facts.line.tells.get(call.at, ())
        return "sdu" if asks and call.holder and any(one.from_wages for one in call.holder.cases) else "local"

    def _come_back(self, call: Call) -> Turn:
        return self.arrive(replace(call, at=call.back, back=""), *self.say(call, "not_answered"))

    def _prompt(self, call: Call) -> Iterator[Sentence]:
        line, languages = self.facts.line, _languages(call)
        if call.number:
            yield from self.say(call, "pin")
            return
        for language in languages:
            for told in line.tells.get(call.at, ()):
                yield from TELLERS[told](self.facts, language, call.holder)
        yield from asking.asked(self, call)
        yield from (plain(line.prompts[call.at][language], language) for language in languages)
        if call.at in line.repeat:
            yield from self.say(call, "again")
        if call.at in line.person:
            yield from self.say(call, "to_person")

    def say(self, call: Call, name: str) -> tuple[Sentence, ...]:
        return tuple(self.facts.line.said(name, language) for language in _languages(call))


def _languages(call: Call) -> tuple[str, ...]:
    """The one that was chosen; before that every one is spoken."""
    return (call.language,) if call.language else SPOKEN
