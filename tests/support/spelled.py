"""People as they write themselves in a form, and how somebody else types their names and numbers into the search."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from forms_app.staff.search import index, search_terms

FIRST = """
    Rosa José María Đặng Ørjan Łukasz Sión Æsa İpek Irmak Zoë Jürgen Thị Björn Œdipe Ħanna Ɓala Ngũgĩ Анна Σοφία
    علي کریم فاطمة أحمد دانیال प्रिया नेहा מֹשֶׁה ជា 민수 小明 さくら
"""
LAST = """
    Mendoza Peña Núñez Müller Straße Đoković Ørsted Wałęsa Þórsson Åberg Nguyễn Lê Ibáñez Şahin Işık Güneş O’Brien
    D'Angelo McDonald Mc+Donald de+la+Cruz Dela+Cruz Van+der+Berg Kamakawiwoʻole N’Diaye García-Márquez Ka'a'awa
    Mar'yanenko St.+John Al-Rashid O´Neill الحسيني رضایی كريمي शर्मा
"""
FIRST_NAMES = FIRST.split()
LAST_NAMES = [name.replace("+", " ") for name in LAST.split()]
NUMBERS = [
    "BF-123456",
    "FL-2018-000123",
    "BY 1 234 567",
    "0470123456789",
    "19AB0012345",
    "200-000-123-45",
    "LA 22 FL 4471",
]
PHONES = ["(323) 555-0142", "(213) 555-0123", "+52 55 1234 5678", "+503 2222 3344"]
APOSTROPHES = "'’‘ʻʼ´`ʹ＇ꞌʾ"
LABELS = ("PID: ", "Tel. ", "Case number ", "Caso núm. ", "TELÉFONO ", "Participant ID: ", "Cel: ", "No. ", "#", "")
PLAIN = str.maketrans(
    {"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "İ": "I", "æ": "ae", "Æ": "Ae"}
)
PLAIN |= str.maketrans({"œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "Ɓ": "B"})
PLAIN |= str.maketrans({"ی": "ي", "ک": "ك"})
OTHER_KEYBOARD = str.maketrans("يكیک", "یکيك")
WIDE = {ord(figure): ord(figure) - ord("0") + ord("０") for figure in "0123456789"}
ARABIC = {ord(figure): ord(figure) - ord("0") + ord("٠") for figure in "0123456789"}


class Person(NamedTuple):
    """What stands in the form."""

    first: str
    last: str
    number: str
    phone: str

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "full_name": f"{self.first} {self.last}",
            "phone": {"number": self.phone, "extension": ""},
            "case_number": {"text": self.number},
        }


def person(rng: random.Random) -> Person:
    return Person(*(rng.choice(some) for some in (FIRST_NAMES, LAST_NAMES, NUMBERS, PHONES)))


def spelling(rng: random.Random, someone: Person) -> str:
    """One way to look for this person that must find them."""
    name = [_name(rng, someone.first), _name(rng, someone.last)]
    rng.shuffle(name)
    number = rng.choice((_number, _phone))(rng, someone)
    ways = (name, name[:1], [number], [*name, number], [number, name[0]])
    return rng.choice((" ", ", ", "  ")).join(rng.choice(ways))


def finds(office: Any, someone: Person, text: str) -> bool:
    """Whether the index of these answers holds what is looked for; what the database does is tested apart."""
    known = index.terms_of(office, "complaint", someone.answers)
    words = search_terms.alternatives(text)
    return bool(words) and all(any(index.term(office, one) in known for one in some) for some in words)


def missed(office: Any, number: int, seed: int) -> Iterator[tuple[Person, str]]:
    """Who is not found, and what was typed."""
    rng = random.Random(seed)  # noqa: S311 - the same people each time
    for _ in range(number):
        someone = person(rng)
        text = spelling(rng, someone)
        if not finds(office, someone, text):
            yield someone, text


def mistaken(office: Any, number: int, seed: int) -> Iterator[tuple[Person, str]]:
    """Who is found by a name with a number that belongs to somebody else."""
    rng = random.Random(seed)  # noqa: S311 - the same people each time
    for _ in range(number):
        someone, other = person(rng), person(rng)
        text = f"{someone.first} {other.number}"
        if someone.number != other.number and finds(office, someone, text):
            yield someone, text


def _name(rng: random.Random, name: str) -> str:
    for _ in range(rng.randrange(4)):
        name = rng.choice(NAME_CHANGES)(rng, name)
    return name


def _without_marks(_rng: random.Random, name: str) -> str:
    plain = unicodedata.normalize("NFD", name.translate(PLAIN))
    return "".join(one for one in plain if not unicodedata.combining(one))


def _other_apostrophe(rng: random.Random, name: str) -> str:
    other = rng.choice([*APOSTROPHES, "", " "])
    return "".join(other if one in APOSTROPHES else one for one in name)


def _together(_rng: random.Random, name: str) -> str:
    return name if len(name.split()) > 4 else name.replace(" ", "").replace("-", "")


NAME_CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    _without_marks,
    _other_apostrophe,
    _together,
    lambda _rng, name: name.upper(),
    lambda _rng, name: name.lower(),
    lambda _rng, name: name.title(),
    lambda _rng, name: name.replace("-", " "),
    lambda _rng, name: name.replace(" ", "-"),
    lambda _rng, name: name.translate(OTHER_KEYBOARD),
    lambda _rng, name: unicodedata.normalize("NFD", name),
    lambda _rng, name: name.replace("Mc", "Mc "),
    lambda rng, name: name[:1] + rng.choice(("\u200d", "\u00ad", "\u2060")) + name[1:],
)


def _number(rng: random.Random, someone: Person) -> str:
    plain = "".join(one for one in someone.number if one.isalnum())
    blank = rng.choice(("", " ", "-", "–", "/", "."))
    spaced = [plain, someone.number.replace("-", blank).replace(" ", blank), _grouped(rng, plain, blank)]
    return rng.choice(LABELS) + _figures(rng, rng.choice((str.upper, str.lower))(rng.choice(spaced)))


def _phone(rng: random.Random, someone: Person) -> str:
    figures = "".join(one for one in someone.phone if one.isdigit())
    home = figures[-8:] if someone.phone.startswith("+503") else figures[-10:]
    short = [home[-7:]] if someone.phone.startswith("(") else []
    whole = [home, f"1{home}", f"+1 {home}"] if someone.phone.startswith("(") else [home, f"+{figures}"]
    told = _grouped(rng, rng.choice([*short, *whole]), rng.choice(("", " ", "-", ".")))
    return rng.choice(LABELS) + _figures(rng, told) + rng.choice(("", "", " ext. 12", " x7"))


def _grouped(rng: random.Random, plain: str, blank: str) -> str:
    first = rng.randrange(1, 5)
    rest = [plain[place : place + 4] for place in range(first, len(plain), 4)]
    return blank.join([plain[:first], *rest])


def _figures(rng: random.Random, text: str) -> str:
    return text.translate(rng.choice(({}, {}, WIDE, ARABIC)))
