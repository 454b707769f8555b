"""Telephone numbers and e-mail addresses as people write them: taken as they were meant, and never as another one."""

from __future__ import annotations

import pytest
from flask import Flask
from support.answers import most
from support.journey import at
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.i18n.translation import force_locale, gettext
from forms_app.text import emails_written, phones_written
from forms_app.text.phones_written import NoNumber, OnlyMexico, TwoCountries, WithoutCountry, Words

WRITTEN = {
    "213 555 0142": "(213) 555-0142",
    "213 555 0142 cel": "(213) 555-0142",
    "2135550142cel": "(213) 555-0142",
    "Mi cel es 213.555.0142.": "(213) 555-0142",
    "TEL: ２１３－５５５－０１４２ (casa)": "(213) 555-0142",
    "📞 ٢١٣ ٥٥٥ ٠١٤٢": "(213) 555-0142",
    "tel:+12135550142": "(213) 555-0142",
    "00 1 213 555 0142": "(213) 555-0142",
    "+323 555 0142": "(323) 555-0142",
    "+(323) 555-0142": "(323) 555-0142",
    "+213 555 0142": "(213) 555-0142",  # +213 is Algeria, but no number of Algeria's
    "+32 3 555 01 42": "+32 3 555 01 42",  # Belgium, and so grouped
    "213 555 0142 ext.": "(213) 555-0142",
    "No. 213 555 0142": "(213) 555-0142",
    "No. de tel.: 213 555 0142": "(213) 555-0142",
    "llamar al no 213 555 0142": "(213) 555-0142",
    "(213) 555-0142 #": "(213) 555-0142",
    "1-800-FLOWERS": "(800) 356-9377",
    "1 800 4-A-CHILD": "(800) 422-4453",
    "(866) 901-dads": "(866) 901-3237",
    "1-800-CONTACTS": "(800) 266-8228",
    "+52 1 55 1234 5678": "+52 55 1234 5678",
    "+5215512345678": "+52 55 1234 5678",
    "+52 044 55 1234 5678": "+52 55 1234 5678",
    "52 1 55 1234 5678": "+52 55 1234 5678",
    "525512345678": "+52 55 1234 5678",
    "011 52 55 1234 5678": "+52 55 1234 5678",
    "(+52) 33-1234-5678": "+52 33 1234 5678",
    "011 507 223 4567": "+507 223-4567",
    "+502 5555 1234": "+502 5555 1234",
    "+39 06 1234 5678": "+39 06 1234 5678",  # Italy keeps its 0
    "+44 (0)20 7946 0958": "+44 20 7946 0958",
}
EXTENSIONS = ["x4", "#4", "ext. 4", "ext 4 (trabajo)", "extensión 4", "EXT: 4", "int. 4", ",,4", ";ext=4", ", opción 4"]
REFUSED = {
    "": NoNumber,
    "+": NoNumber,
    "no tengo": NoNumber,
    "555-0142": NoNumber,
    "555-0142 cel": NoNumber,
    "555 0142 casa": NoNumber,
    "213-555 cel": NoNumber,
    "866 555 casa": NoNumber,
    "(000) 000-0000": NoNumber,
    "999-999-9999": NoNumber,
    "222 222 2222": NoNumber,
    "213 055 0142": NoNumber,
    "113 555 0142": NoNumber,
    "+1 000 000 0000": NoNumber,
    "+52 000 000 0000": NoNumber,
    "+999 123 4567": NoNumber,
    "213 555 0142 / 323 555 0199": NoNumber,
    "213 555 01422": NoNumber,
    "525-512-345678": NoNumber,
    "*67 213 555 0142": NoNumber,
    "123-45-6789": NoNumber,
    "213 555 0142 pregunte por Ana": Words,
    "213 555 O142": Words,
    "no text 213 555 0142": Words,
    "213 555 0142, no me llame": Words,
    "213 555 0142 (NO llamar)": Words,
    "cel 213 555 0142 - no call": Words,
    "213 555 0142 whatsapp no": Words,
    "213 555 0142 o 323 555 0199": Words,
    "55 1234 5678": WithoutCountry,
    "(55) 12345678": WithoutCountry,
    "+3235550142": TwoCountries,
    "664 123 4567": OnlyMexico,
    "(664) 123-4567": OnlyMexico,
    "045 55 1234 5678": OnlyMexico,
    "01 55 1234 5678": OnlyMexico,
    "+507 223 4567": TwoCountries,
}
ADDRESSES = [
    "ana@example.org.",
    "<ana@example.org>",
    "Ana Ruiz <ana@example.org>.",
    '"Ruiz, Ana" <ana@example.org>',
    "ana@example.org <ana@example.org>",
    "mailto:ana@example.org?subject=x",
    "E-mail: ana@example.org",
    "“ana@example.org”,",
    "(ana@example.org)",
    "ana＠example.org",
    "ana @ example.org",
    "http://ana@example.org",
    "https://ana@example.org/",
    "\u202aana@example.org\u202c",
]
NO_ADDRESSES = [
    "ana@example.org. Gracias",
    "ana@example.org mi correo",
    "Ana <ana@example.org>, Luz <luz@example.org>",
    "ana@example.org <luz@example.org>",
    "ana@example.org; luz@example.org",
    "ana@example",
    "ana garcia@example.org",
    "josé@",
    "ana@example.c",
    f"{'a' * 65}@example.org",
]


@pytest.mark.parametrize(("typed", "stored"), WRITTEN.items())
def test_a_telephone_number_is_stored_as_it_was_meant(typed: str, stored: str) -> None:
    assert phones_written.read(typed) == (stored, "")


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_its_extension_is_kept(extension: str) -> None:
    assert phones_written.read(f"(213) 555-0142 {extension}") == ("(213) 555-0142", "4")


@pytest.mark.parametrize(("typed", "why"), REFUSED.items())
def test_what_is_no_number_or_two_is_refused(typed: str, why: type[NoNumber]) -> None:
    with pytest.raises(NoNumber) as refused:
        phones_written.read(typed)
    assert refused.type is why


SAID = {
    "555-0142 cel": "Enter a telephone number with 10 digits, or with + and the country code, "
    "for example (213) 555-0123.",
    "213 555 0142 o 323 555 0199": "Enter the telephone number only, without words. "
    "If there is an extension, write # before it.",
    "55 1234 5678": "If this number is in Mexico, write +52 before it. "
    "If it is in the United States, write +1 before it.",
    "664 123 4567": "This is not a number in the United States. If it is in Mexico, write +52 before its 10 digits.",
    "+507 223 4567": "This can be a number in the United States or in another country. If it is in the United States, "
    "write +1 before it. If it is in another country, write 011 in place of the +.",
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_refusal_says_what_to_write_and_what_it_says_helps(app: Flask, language: str) -> None:
    visitor = at(Visitor(app), "complaint", language, "phone")
    known = {name: texts for name, texts in most(FORMS["complaint"]).of("phone").items() if name != "phone"}
    for typed, sentence in SAID.items():
        visitor.press("next", {**known, "phone": typed})
        with app.test_request_context(), force_locale(language):
            assert visitor.page.mistakes["phone"].endswith(gettext(sentence))
    assert visitor.press("next", {**known, "phone": "011 507 223 4567"}).path != f"{home('complaint', language)}phone/"


@pytest.mark.parametrize("typed", ADDRESSES)
def test_an_address_is_taken_out_of_what_stands_around_it(visitor: Visitor, typed: str) -> None:
    at(visitor, "complaint", "en", "email").press("next", {"email": typed})
    assert visitor.hops and not visitor.path.endswith("/email/")
    assert emails_written.read(typed.strip("\u202a\u202c")) == "ana@example.org"


@pytest.mark.parametrize("typed", NO_ADDRESSES)
def test_what_is_no_address_or_two_is_refused(visitor: Visitor, typed: str) -> None:
    at(visitor, "complaint", "es", "email").press("next", {"email": typed})
    assert visitor.page.mistakes["email"].endswith("Escriba un correo electrónico como nombre@example.com.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ana@gmail.con", "ana@gmail.com"),
        ("Ana@Example.OGR", "Ana@example.org"),
        ("ana@example.nte", "ana@example.net"),
    ],
)
def test_an_ending_that_no_address_has_is_asked_back(visitor: Visitor, typed: str, meant: str) -> None:
    at(visitor, "complaint", "es", "email").press("next", {"email": typed})
    assert f"¿Quiso decir {meant}?" in visitor.page.mistakes["email"]
    assert visitor.press("next", {"email": meant}).hops


@pytest.mark.parametrize(
    "typed", ["o’hara@example.org", "ｏ＇ｈａｒａ＠example.org", "Bo O’Hara <o‘hara@example.org> (work)"]
)
def test_what_a_keyboard_made_of_an_address_is_undone(typed: str) -> None:
    assert emails_written.read(typed) == "o'hara@example.org"


def test_an_address_with_an_accent_is_taken(visitor: Visitor) -> None:
    at(visitor, "complaint", "es", "email").press("next", {"email": "josé@ejemplo.mx"})
    assert visitor.hops and not visitor.path.endswith("/email/")
