"""From where a caller is and what she did to what is said and where she is then.

Silence, a wrong key and words that were not understood each get a better prompt than the last, and at the third time a
person. The line never hangs up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms_app.phone.engine.book import Book, Refused
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
PATIENCE = 3  # silences, or wrong keys, in a row at one place


@dataclass(frozen=True)
class Engine:
    """One line at one moment. `rings`: the desks at which somebody can be reached; `official` as in agency.toml."""

    facts: Facts
    book: Book
    rings: frozenset[str] = frozenset({"local", "sdu"})
    official: bool = False

    def begin(self) -> Turn:
        call = Call(at=self.facts.line.menu.start)
        first = () if self.official else self._say(call, "demonstration")
        return self._arrive(call, *first)

    def hear(self, call: Call, event: Event) -> Turn:
        if isinstance(event, HungUp) or call.is_over:
            return Turn(replace(call, is_over=True))
        if call.back:
            return self._come_back(call) if isinstance(event, NotAnswered) else Turn(call)
        if self.facts.line.menu.nodes[call.at].identifies:
            return self._identify(call, event)
        if isinstance(event, Typed):  # a number entered where one key is asked for: the first of it counts
            event = Key(event.digits[:1])
        if isinstance(event, Key):
            return self._press(call, event.key)
        return self._understand(call, event.words) if isinstance(event, Said) else self._wait(call)

    def say_again(self, call: Call) -> Turn:
        """What is said at this place, once more."""
        return Turn(call, tuple(self._prompt(call)))

    def _press(self, call: Call, key: str) -> Turn:
        line = self.facts.line
        if option := line.option(call.at, key):
            return self._follow(call, option)
        if key == REPEAT and call.at in line.repeat:
            return self.say_again(replace(call, silences=0, wrongs=0))
        if key == PERSON and call.at in line.person:
            return self._reach_person(call)
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

    def _wait(self, call: Call) -> Turn:
        return self._miss(replace(call, silences=call.silences + 1), "silence", call.silences + 1)

    def _miss(self, call: Call, kind: str, times: int) -> Turn:
        """Nothing usable came, for the so many-th time of this kind."""
        if times >= PATIENCE:
            return self._reach_person(call, *self._say(call, "third_time"))
        return Turn(call, (*self._say(call, f"{kind}_{times}"), *self._prompt(call)))

    def _follow(self, call: Call, option: Option) -> Turn:
        language = option.language or call.language
        return self._go(replace(call, language=language), str(option.goto))

    def _go(self, call: Call, name: str, *first: Sentence) -> Turn:
        """To a place; to one that asks for number and PIN only while that can lead on."""
        call = replace(call, at=name, silences=0, wrongs=0, number="")
        if not self.facts.line.menu.nodes[name].identifies:
            return self._arrive(call, *first)
        if not self.book.has_pins:
            return self._go(call, self.facts.line.unidentified, *self._say(call, "no_pins"))
        if call.tries >= MOST_TRIES:
            return self._go(call, self.facts.line.unidentified, *self._say(call, "no_more_tries"))
        return self._arrive(call, *first)

    def _arrive(self, call: Call, *first: Sentence) -> Turn:
        return Turn(call, (*first, *self._prompt(call)))

    def _identify(self, call: Call, event: Event) -> Turn:
        """Number, then PIN. Other keys that lead on from here do; what is said aloud is never taken for digits."""
        if isinstance(event, Key) and (option := self.facts.line.option(call.at, event.key)):
            return self._follow(call, option)
        digits = event.digits if isinstance(event, Typed) else event.key if isinstance(event, Key) else ""
        if not digits.isdecimal():
            return self._wait(call) if isinstance(event, Silence) else self._ask_for_digits(call)
        if not call.number:
            asked = replace(call, number=digits, silences=0, wrongs=0)
            return self._arrive(asked)
        return self._open(call, digits)

    def _ask_for_digits(self, call: Call) -> Turn:
        wrongs = call.wrongs + 1
        if wrongs >= PATIENCE:
            return self._reach_person(replace(call, wrongs=wrongs), *self._say(call, "third_time"))
        return Turn(replace(call, wrongs=wrongs), (*self._say(call, "digits_again"), *self._prompt(call)))

    def _open(self, call: Call, pin: str) -> Turn:
        found = self.book.open(call.number, pin)
        call = replace(call, number="", silences=0, wrongs=0)
        if not isinstance(found, Refused):
            goto = str(self.facts.line.menu.nodes[call.at].goto)
            return self._go(replace(call, holder=found, tries=0), goto)
        if found is Refused.NOT_NOW:
            return self._go(call, self.facts.line.unidentified, *self._say(call, "not_now"))
        return self._refuse(replace(call, tries=MOST_TRIES if found is Refused.TOO_MANY else call.tries + 1))

    def _refuse(self, call: Call) -> Turn:
        if call.tries < MOST_TRIES:
            return self._arrive(call, *self._say(call, "not_known"))
        aside = replace(call, at=self.facts.line.unidentified)
        return self._reach_person(aside, *self._say(call, "no_more_tries"), *self._say(call, "third_time"))

    def _reach_person(self, call: Call, *first: Sentence) -> Turn:
        """Over to a person; where nobody answers now, when somebody does, and on with the menu."""
        here, desk = replace(call, silences=0, wrongs=0), self._desk(call)
        if not self.facts.office.is_open(self.facts.now):
            said = tuple(closed(self.facts, language) for language in _languages(call))
            return self._arrive(here, *first, *said)
        if desk not in self.rings:
            line = self.facts.line
            said = tuple(line.said("nobody", one, number=self.facts.own_number) for one in _languages(call))
            return self._arrive(here, *first, *said)
        away = replace(here, at=self.facts.line.desks[desk], back=call.at)
        return Turn(away, (*first, *self._say(call, desk)), transfer=desk)

    def _desk(self, call: Call) -> str:
        """The disbursement unit for whose support comes out of a paycheck and who asks about payments."""
        asks = "payments" in self.facts.line.tells.get(call.at, ())
        return "sdu" if asks and call.holder and any(one.from_wages for one in call.holder.cases) else "local"

    def _come_back(self, call: Call) -> Turn:
        return self._arrive(replace(call, at=call.back, back=""), *self._say(call, "not_answered"))

    def _prompt(self, call: Call) -> Iterator[Sentence]:
        line, languages = self.facts.line, _languages(call)
        if call.number:
            yield from self._say(call, "pin")
            return
        for language in languages:
            for told in line.tells.get(call.at, ()):
                yield from TELLERS[told](self.facts, language, call.holder)
        yield from (plain(line.prompts[call.at][language], language) for language in languages)
        if call.at in line.repeat:
            yield from self._say(call, "again")
        if call.at in line.person:
            yield from self._say(call, "to_person")

    def _say(self, call: Call, name: str) -> tuple[Sentence, ...]:
        return tuple(self.facts.line.said(name, language) for language in _languages(call))


def _languages(call: Call) -> tuple[str, ...]:
    """The one that was chosen; before that every one is spoken."""
    return (call.language,) if call.language else SPOKEN
