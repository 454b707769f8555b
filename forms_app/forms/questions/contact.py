"""Ways to reach a person: a telephone, an e-mail address, a postal address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from email_validator import EmailNotValidError, validate_email

from forms_app.forms.questions.base import Doubt, Question, Wrong, line_of
from forms_app.forms.questions.purposes import Purpose
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import emails_written, phones_written, ssn
from forms_app.text.cleaning import ascii_digits, clean, fold, tidy

_ZIP = re.compile(r"\d{5}(-\d{4})?")
_STATE = re.compile(r"^[\s.,]*(?:CA|ZIP(?: ?code)?)(?=[\W\d])[\s.,:]*|[\s.,]+CA[\s.,]*$", re.IGNORECASE)
_ZIP_TYPED = re.compile(r"(\d{5})[\s\-\u2010-\u2015\u2212]*(\d{4})?")
_NO_ZIP = "00000"
_OF_CALIFORNIA = re.compile(r"9[0-6]\d{3}")
_US = {"", "us", "usa", "america", "unitedstates", "unitedstatesofamerica", "estadosunidos", "eeuu", "eua", "eu"}

# Mexico's states as its letters name them, without those that could be states of this country (Col., Mich.).
_STATES_OF_MEXICO = """
    mexico edomex cdmx ciudaddemexico df distritofederal ags aguascalientes bc bcn bajacalifornia
    bajacalifornianorte bcs bajacaliforniasur camp campeche chis chiapas chih chihuahua coah coahuila colima dgo
    durango gto guanajuato gro guerrero hgo hidalgo jal jalisco estadodemexico michoacan mor morelos nay nayarit
    nl nuevoleon oax oaxaca pue puebla qro queretaro qroo quintanaroo slp sanluispotosi sin sinaloa son sonora tab
    tabasco tamps tamaulipas tlax tlaxcala ver veracruz yuc yucatan zac zacatecas
"""
_MEXICO = frozenset(_STATES_OF_MEXICO.split())


class Phone(Question):
    """A telephone number, of the United States unless it begins with + and a country code; an extension is kept."""

    macro = "phone"
    longest = 60
    usual: ClassVar[Purpose] = Purpose.PHONE

    def check(self) -> dict[str, str] | None:
        typed = self.need(line_of(self.text(), self.longest))
        if not typed:
            return None
        try:
            return phones_written.read(typed)._asdict()
        except phones_written.NoNumber as wrong:
            raise Wrong(_NO_NUMBER[type(wrong)]) from None

    def read(self, value: dict[str, str]) -> list[str]:
        extension = value["extension"]
        return [value["number"] + (" " + str(_l("ext. %(number)s", number=extension)) if extension else "")]


_NO_NUMBER = {
    phones_written.NoNumber: _l(
        "Enter a telephone number with 10 digits, or with + and the country code, for example (213) 555-0123."
    ),
    phones_written.Words: _l(
        "Enter the telephone number only, without words. If there is an extension, write # before it."
    ),
    phones_written.WithoutCountry: _l(
        "If this number is in Mexico, write +52 before it. If it is in the United States, write +1 before it."
    ),
    phones_written.OnlyMexico: _l(
        "This is not a number in the United States. If it is in Mexico, write +52 before its 10 digits."
    ),
    phones_written.TwoCountries: _l(
        "This can be a number in the United States or in another country. If it is in the United States, write +1 "
        "before it. If it is in another country, write 011 in place of the +."
    ),
}


class Email(Question):
    """An e-mail address, in whatever script; staff are told of one that we cannot write to."""

    macro = "email"
    longest = 254
    kept_whole = True
    usual: ClassVar[Purpose] = Purpose.EMAIL

    def check(self) -> str | None:
        typed = self.need(clean(self.text()))
        if not typed:
            return None
        address = emails_written.read(typed)
        if "@" in address:  # else shortening it would not help
            line_of(address, self.longest)
        try:
            checked = validate_email(address[:255], check_deliverability=False, strict=True)
        except EmailNotValidError:
            raise Wrong(_NO_EMAIL) from None
        if len(checked.ascii_domain.rpartition(".")[2]) < 2:  # no top-level domain has one letter
            raise Wrong(_NO_EMAIL)
        address = str(checked.normalized)
        if meant := emails_written.meant(address):
            raise Wrong(_l("Did you mean %(address)s? Check the end of the address.", address=meant))
        return address


_NO_EMAIL = _l("Enter an e-mail address like name@example.com.")


class ZipCode(Question):
    """A ZIP code of the United States, with or without the four digits behind it."""

    macro = "zip_code"
    longest = 20
    usual: ClassVar[Purpose] = Purpose.ZIP_CODE

    written: ClassVar[tuple[str, ...]] = ("",)
    is_number: ClassVar[bool] = True

    def masked(self, value: str) -> list[str]:
        return self.read(value) if _ZIP.fullmatch(value) else super().masked(value)

    def doubts(self) -> list[Doubt]:
        return [doubt for doubt in super().doubts() if not _is_meant(self.text())]

    def check(self) -> str | None:
        typed = self.need(line_of(self.text(), self.longest))
        return zip_code(typed, self.name, _l("Enter a ZIP code with 5 digits, for example 90012.")) if typed else None


class ZipOrNone(ZipCode):
    """A ZIP code, or a tick that says it is not known. What was written counts more than the tick."""

    macro = "zip_or_none"
    parts: ClassVar[tuple[str, ...]] = ("none",)

    def __init__(self, label: object, *, none: object, **more: Any) -> None:
        super().__init__(label, **more)
        self.none = none

    def check(self) -> Any:
        if self.text("none") == "yes" and not tidy(self.text()):
            return {"none": True}
        return super().check()

    def read(self, value: Any) -> list[str]:
        return [str(self.none)] if isinstance(value, dict) else super().read(value)

    def masked(self, value: Any) -> list[str]:
        return self.read(value) if isinstance(value, dict) else super().masked(value)


class Address(Question):
    """A postal address inside or outside the United States, or "no fixed address", or both: somebody without one
    may still say in which town. `none` is the tick for it, in the right person's voice.

    Of a `partial` one any part will do: it is somebody else's, and no more is known.
    """

    macro = "address"
    usual: ClassVar[Purpose] = Purpose.ADDRESS
    parts: ClassVar[tuple[str, ...]] = ("line1", "line2", "city", "region", "postal_code", "country", "none")
    written: ClassVar[tuple[str, ...]] = ("line1", "line2", "city", "region", "postal_code", "country")
    group: ClassVar[bool] = True
    in_lines: ClassVar[bool] = True

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(f"{self.name}-{part}" for part in self.parts)

    def __init__(self, label: object, *, none: object = "", partial: bool = False, **more: Any) -> None:
        super().__init__(label, **more)
        self.none = none or _l("I have no fixed address")
        self.partial = partial

    def check(self) -> dict[str, Any] | None:
        written = {part: line_of(self.text(part), self.longest) for part in self.parts if part != "none"}
        nowhere = {"none": True} if self.text("none") == "yes" else {}
        if any(written.values()) and not self.partial:
            self._refuse_what_no_letter_finds(written, bool(nowhere))
        value: dict[str, Any] | None = self.need({**nowhere, **{part: text for part, text in written.items() if text}})
        return value

    def read(self, value: dict[str, Any]) -> list[str]:
        return [str(self.none)] * bool(value.get("none")) + postal_lines(value)

    def doubts(self) -> list[Doubt]:
        return [
            d
            for d in super().doubts()
            if d.input != f"{self.name}-postal_code" or not _is_meant(self.text("postal_code"))
        ]

    def masked(self, value: dict[str, Any]) -> list[str]:
        return self.read(mask_address(value))

    def _refuse_what_no_letter_finds(self, written: dict[str, str], nowhere: bool) -> None:
        here = _letters(written["country"]) in _US
        if _letters(written["region"]) in _MEXICO and not written["country"]:
            raise Wrong(_l("Enter the country too, for example Mexico."), f"{self.name}-country")
        if not nowhere:
            self._refuse_gaps(written, here)
        if written["postal_code"] and here:
            message = _l(
                "Enter a ZIP code with 5 digits, for example 90012. If the address is in another country, enter that "
                "country too."
            )
            written["postal_code"] = zip_code(written["postal_code"], f"{self.name}-postal_code", message)

    def _refuse_gaps(self, written: dict[str, str], here: bool) -> None:
        for part, message in (
            ("line1", _l("Enter the street and number, or the P.O. box.")),
            ("city", _l("Enter the city or town.")),
        ):
            if not written[part]:
                raise Wrong(message, f"{self.name}-{part}")
        if here and not (written["postal_code"] or written["region"] or self.may_be_blank):
            message = _l(
                "Enter the ZIP code; if you do not know it, the state. If the address is in another country, enter "
                "that country."
            )
            raise Wrong(message, f"{self.name}-postal_code")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))


def postal_lines(value: Mapping[str, Any]) -> list[str]:
    """A stored address as it stands on an envelope; nothing where there is none."""
    place = " ".join(filter(None, (value.get("region"), value.get("postal_code"))))
    town = ", ".join(filter(None, (value.get("city"), place)))
    return [line for line in (value.get("line1"), value.get("line2"), town, value.get("country")) if line]


def mask_address(value: Mapping[str, Any]) -> dict[str, Any]:
    """The stored address, of what looks like an SSN only the last four digits; a ZIP code stays what it is."""
    written = {part: text for part, text in value.items() if isinstance(text, str) and not _ZIP.fullmatch(text)}
    return {**value, **{part: ssn.mask(text) for part, text in written.items()}}


def _is_meant(text: str) -> bool:
    """Whether these nine digits are a ZIP code: with its hyphen, or one of California's."""
    plain = _STATE.sub("", ascii_digits(tidy(text)))
    return bool(_ZIP.fullmatch(plain) or _OF_CALIFORNIA.match(plain))


def zip_code(text: str, name: str, message: object) -> str:
    """The ZIP code in ASCII digits, as 90012 or 90012-1234. Raises Wrong, with this message, for the input `name`."""
    plain = _STATE.sub("", ascii_digits(text)).strip(" .,")
    found = _ZIP_TYPED.fullmatch(plain.replace(" ", "") if len(plain.replace(" ", "")) == 5 else plain)
    if not found or found[1] == _NO_ZIP:
        raise Wrong(message, name)
    return "-".join(filter(None, found.groups()))
