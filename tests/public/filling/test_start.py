"""What is said before a person starts or sends, and that switching the language takes nothing back."""

from __future__ import annotations

import pytest
from support.answers import most
from support.journey import at, begin
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.facts.languages import others
from forms_app.public.services import services

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
PHONE = "tel:+18669013212"


def _links(visitor: Visitor) -> set[str]:
    """Those within the page's own content."""
    main = visitor.page.one("main")
    return {link.attrs["href"] for link in visitor.page.all("a") if main in link.around}


@LANGUAGES
@pytest.mark.parametrize("name", FORMS)
def test_a_start_page_says_how_long_it_takes_and_when_all_is_deleted(
    visitor: Visitor, name: str, language: str
) -> None:
    said = visitor.open(home(name, language)).page.one("main").text
    about = {"en": f"About {FORMS[name].minutes} minutes", "es": f"Unos {FORMS[name].minutes} minutos"}[language]
    others = {"en": ("short pages", "30 minutes"), "es": ("páginas cortas", "30 minutos")}[language]
    assert all(words in said for words in (about, *others))


@LANGUAGES
@pytest.mark.parametrize("where", ["/forms/complaint/", "door"])
def test_switching_the_language_keeps_the_tick_of_whoever_helps_and_begins_nothing(
    visitor: Visitor, where: str, language: str
) -> None:
    if where == "door":
        with visitor.app.test_request_context():
            outcomes = services().guide.outcomes
        where = f"/forms/door/{next(node for node, outcome in outcomes.items() if outcome.door.form)}/"
    for ticked in (True, False):
        visitor.open(("/es" if language == "es" else "") + where)
        (switch,) = [b for b in visitor.page.all("button") if b.attrs.get("lang") == others(language)[0].code]
        tick = [("helper", "yes")] if ticked else []
        visitor.post(switch.attrs["formaction"], [*tick, ("go", switch.attrs["value"])])
        assert visitor.status == 200 and not visitor.hops
        assert visitor.page.one("html").attrs["lang"] == others(language)[0].code
        assert ("checked" in visitor.page.by_id("helper").attrs) == ticked


@LANGUAGES
def test_who_asks_for_a_pin_without_a_participant_id_reads_where_to_call_and_may_go_on(
    visitor: Visitor, language: str
) -> None:
    begin(visitor, "pin-request", language)
    known = {
        name: texts for name, texts in most(FORMS["pin-request"]).of("account").items() if "participant" not in name
    }
    visitor.press("next", {**known, "participant_id-none": "yes"})
    assert visitor.path == f"{home('pin-request', language)}by-phone/" and PHONE in _links(visitor)
    assert "TTY 866-399-4096" in visitor.page.one("main").text
    visitor.press("next", {"first_name": "Sol", "born_on-year": "1985"})
    assert visitor.path == f"{home('pin-request', language)}help/"


@LANGUAGES
def test_whoever_has_a_participant_id_does_not_see_that_page(visitor: Visitor, language: str) -> None:
    begin(visitor, "pin-request", language)
    known = most(FORMS["pin-request"]).of("account")
    visitor.press("next", {**known, "participant_id": "2000000123456", "participant_id-none": ""})
    assert visitor.path == f"{home('pin-request', language)}help/"
    assert visitor.open(f"{home('pin-request', language)}by-phone/").path == f"{home('pin-request', language)}help/"


@LANGUAGES
@pytest.mark.parametrize(("answer", "warned"), [("yes", True), ("unsaid", True), ("no", False)])
def test_who_is_in_danger_reads_before_sending_to_call_first(
    visitor: Visitor, answer: str, warned: bool, language: str
) -> None:
    at(visitor, "enrollment", language)
    visitor.open(f"{home('enrollment', language)}safety/").press("next", {"contact_is_unsafe": answer})
    safety = ("/es" if language == "es" else "") + "/safety/"
    assert visitor.path == f"{home('enrollment', language)}check/"
    assert (safety in _links(visitor)) == warned
    told = {"en": "Don't send it yet. Call first.", "es": "No lo envíe todavía. Llame primero."}[language]
    assert (told in visitor.page.one("main").text) == warned


@LANGUAGES
def test_where_one_is_told_to_call_first_the_number_stands(visitor: Visitor, language: str) -> None:
    at(visitor, "enrollment", language, "agreement").press("next", {})
    assert visitor.status == 422 and PHONE in _links(visitor) and "TTY 866-399-4096" in visitor.page.one("main").text


@LANGUAGES
def test_a_complaint_says_what_it_is_not_for_and_who_can_help_with_that(visitor: Visitor, language: str) -> None:
    at(visitor, "complaint", language, "problem")
    said = visitor.page.one("details").text
    assert {"en": "civil rights", "es": "derechos civiles"}[language] in said
    assert {"tel:+13238695099", PHONE} <= _links(visitor)
