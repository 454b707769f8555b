"""How long a form takes somebody new to it, on a phone and under stress: counted in a real browser, page by page.

She reads every word down to the button once, thinks before each question, touches each input, types what she knows and
writes what happened in her own words; she has two safe ways and her letters at hand. Looking for those is not counted.

Speeds, each the slow end of what was measured:
- reading 175 words a minute: the slowest of most adults with plain English (Brysbaert 2019, 190 studies); the same for
  Spanish;
- typing 26 words a minute: people over fifty on phones (Palin et al. 2019, 37,370 people); a word is five keys;
- writing in her own words: 58 % of that, as 19 words a minute were composed where 33 were copied (Karat et al. 1999);
- a touch 2.65 s: to think, to point, to press (1.35, 1.1 and 0.2 s, Card, Moran and Newell 1980).
"""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from functools import singledispatch

from forms_app.forms.questions import (
    Address,
    Birth,
    Choice,
    Choices,
    Consent,
    Email,
    Lines,
    PastDate,
    Phone,
    Picker,
    Purpose,
    Question,
    Repeated,
    Story,
    TextOrNone,
    ZipCode,
)
from support.answers import words_known
from support.person import Person, Setting
from support.public_forms import FORMS

WORDS_A_MINUTE = 175
KEYS_A_MINUTE = 26 * 5
OWN_KEYS_A_MINUTE = KEYS_A_MINUTE * 19 / 33
MINUTES_A_TOUCH = 2.65 / 60
LEAST = 0.6  # of what a page says that must be so: "about" is not "at most"
READ = """() => {
  const page = document.querySelector('main .duo > div'), lists = page.querySelectorAll('select');
  lists.forEach(list => { list.hidden = true; });  // nobody reads all counties
  const text = page.innerText;
  lists.forEach(list => { list.hidden = false; });
  return text;
}"""
PHONE = {"width": 360}
# By field: what decides the way through the form. All else is answered by its kind.
CHOSEN = {
    "role": ["prs", "parent"],
    "has_representative": ["no"],
    "safe_ways": ["mail", "phone"],
    "has_complained": ["yes"],
    "was_answered": ["yes"],
    "attendance": ["telephone"],
    "contact_is_unsafe": ["no"],
    "interpreter": ["no"],
}
OWN_WORDS = {
    "en": "My case was opened in March. I sent my pay stubs twice, in April and in June. Each time I called they said "
    "that somebody would call me back, and nobody did. Since then the payments stopped and I do not know why. I need "
    "to know what is missing and when the payments begin again, because the rent is due.",
    "es": "Abrieron mi caso en marzo. Mandé mis talones de pago dos veces, en abril y en junio. Cada vez que llamé me "
    "dijeron que alguien me iba a llamar y nadie llamó. Desde entonces ya no llegan los pagos y no sé por qué. "
    "Necesito saber qué falta y cuándo empiezan otra vez los pagos, porque tengo que pagar la renta.",
}


@dataclass(frozen=True)
class Effort:
    """What she did: words read, inputs touched, keys of what she knows, keys of what she writes herself."""

    words: int = 0
    touches: int = 0
    keys: int = 0
    own_keys: int = 0

    def __add__(self, other: Effort) -> Effort:
        return Effort(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    @property
    def minutes(self) -> float:
        typing = self.keys / KEYS_A_MINUTE + self.own_keys / OWN_KEYS_A_MINUTE
        return self.words / WORDS_A_MINUTE + self.touches * MINUTES_A_TOUCH + typing

    @property
    def said(self) -> int:
        """As pages say it: whole minutes, of more than ten in steps of five, never less than it was."""
        return math.ceil(self.minutes) if self.minutes <= 10 else 5 * math.ceil(self.minutes / 5)


def effort(person: Person, form: str) -> Effort:
    """From the start page to the button that sends."""
    person.open(f"{person.prefix}/forms/{form}/")
    done = _read(person)
    person.begin(form)
    while person.slug != "check":
        with words_known():
            done += _read(person) + _answer(person, form)
        before = person.path
        person.next()
        assert person.path != before, f"tests/support/first_visit.py answers {before} wrongly"
    return done + _read(person)


def on_a_phone(language: str) -> Setting:
    return Setting(language, width=PHONE["width"])


def _read(person: Person) -> Effort:
    """What stands on the page, and the button at its end."""
    return Effort(words=len(str(person.page.evaluate(READ)).split()), touches=1)


def _answer(person: Person, form: str) -> Effort:
    done = Effort()
    for question in FORMS[form].by_slug[person.slug].of():
        typed = _typed(question, person.setting.language)
        person.fill(typed)
        texts = [text for texts in typed.values() for text in texts]
        if isinstance(question, Choice | Choices | Consent):
            done += Effort(touches=len(texts) * (2 if isinstance(question, Picker) else 1))
        elif isinstance(question, Story):
            done += Effort(touches=1, own_keys=sum(map(len, texts)))
        else:
            done += Effort(touches=len(texts), keys=sum(map(len, texts)))
    return done


def _typed(question: Question, language: str) -> dict[str, list[str]]:
    """By input; nothing for what one leaves blank."""
    if isinstance(question, Choice | Choices):
        return {question.name: _chosen(question, language)}
    if isinstance(question, Consent):
        return {question.name: ["yes"]}
    if isinstance(question, Story):
        return {question.name: [OWN_WORDS[language]]} if question.required else {}
    if isinstance(question, Repeated):
        entry = question.entry(prefix=f"{question.name}-1-")
        return {name: texts for part in entry for name, texts in _typed(part, language).items()}
    return {question.input(part): [text] for part, text in _parts(question).items()}


def _chosen(question: Choice | Choices, language: str) -> list[str]:
    if question.purpose is Purpose.LANGUAGE:
        return [language]
    if question.purpose is Purpose.COUNTY:
        return ["Los Angeles"]
    offered = [option.value for option in question.options]
    wanted = [value for value in CHOSEN.get(question.name, ()) if value in offered]
    return wanted or ([offered[0]] if question.required or question.when else [])


@singledispatch
def _parts(question: Question) -> dict[str, str]:
    """What is typed into each part of a question; "" is its own input."""
    raise NotImplementedError(
        f"tests/support/first_visit.py does not know what to type for a {type(question).__name__}"
    )


@_parts.register
def _line(question: Lines) -> dict[str, str]:
    is_known = question.purpose is Purpose.NAME or (question.required and not question.when)
    return {"": "Guadalupe Hernández"} if is_known else {}


@_parts.register
def _number(question: TextOrNone) -> dict[str, str]:
    return {"": "0470123456789"} if question.required else {"none": "yes"}


@_parts.register
def _day(_question: PastDate) -> dict[str, str]:
    return {"month": "10", "day": "2", "year": "2026"}


@_parts.register
def _birth(_question: Birth) -> dict[str, str]:
    return {"month": "3", "day": "15", "year": "1990"}


@_parts.register
def _phone(_question: Phone) -> dict[str, str]:
    return {"": "213 555 0123"}


@_parts.register
def _email(_question: Email) -> dict[str, str]:
    return {"": "lupe.hernandez@example.org"}


@_parts.register
def _zip_code(_question: ZipCode) -> dict[str, str]:
    return {"": "90012"}


@_parts.register
def _address(_question: Address) -> dict[str, str]:
    return {"line1": "1234 Whittier Blvd", "city": "Los Angeles", "postal_code": "90022"}
