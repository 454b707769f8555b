"""Whole numbers in the words of each language that the telephone speaks: the speaker of a text would guess at them."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EN = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS = _words("- - twenty thirty forty fifty sixty seventy eighty ninety")
_ES = _words(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_ES_TENS = _words("- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _words(
    "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
MOST = 999_999_999


def english(number: int) -> str:
    """1234 is one thousand two hundred thirty-four."""
    return " ".join(_parts(number, _english_hundreds, "million", "thousand")) or _EN[0]


def _parts(number: int, below: Callable[[int], str], *names: str) -> list[str]:
    millions, rest = divmod(number, 1_000_000)
    thousands, units = divmod(rest, 1_000)
    named = [f"{below(count)} {name}" for count, name in zip((millions, thousands), names, strict=True) if count]
    return [*named, below(units)] if units else named


def _english_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    said = [f"{_EN[hundreds]} hundred"] if hundreds else []
    return " ".join([*said, _english_tens(rest)]) if rest else " ".join(said)


def _english_tens(number: int) -> str:
    if number < len(_EN):
        return _EN[number]
    tens, ones = divmod(number, 10)
    return f"{_EN_TENS[tens]}-{_EN[ones]}" if ones else _EN_TENS[tens]


def spanish(number: int) -> str:
    """1234 is mil doscientos treinta y cuatro; counted by itself, so it ends in uno."""
    millions, rest = divmod(number, 1_000_000)
    thousands, units = divmod(rest, 1_000)
    said = []
    if millions:
        said.append("un millón" if millions == 1 else f"{before_noun(_spanish_hundreds(millions))} millones")
    if thousands:
        said.append("mil" if thousands == 1 else f"{before_noun(_spanish_hundreds(thousands))} mil")
    return " ".join([*said, _spanish_hundreds(units)] if units or not said else said)


def before_noun(said: str) -> str:
    """uno is un before what is counted, veintiuno is veintiún."""
    if said.endswith("veintiuno"):
        return said.removesuffix("uno") + "ún"
    return said.removesuffix("o") if said.endswith("uno") else said


def _spanish_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if number == 100:
        return "cien"
    said = [_ES_HUNDREDS[hundreds]] if hundreds else []
    return " ".join([*said, _spanish_tens(rest)] if rest or not said else said)


def _spanish_tens(number: int) -> str:
    if number < len(_ES):
        return _ES[number]
    tens, ones = divmod(number, 10)
    return f"{_ES_TENS[tens]} y {_ES[ones]}" if ones else _ES_TENS[tens]


CARDINALS: Mapping[str, Callable[[int], str]] = {"en": english, "es": spanish}
