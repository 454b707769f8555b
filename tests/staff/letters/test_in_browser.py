"""A letter in a real Chromium, by keyboard on a narrow screen: written, looked at, queued, printed and mailed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from support.desk import Desk
from support.inside_worker import beside
from support.pin_requests import ask
from support.staff_browsing import choose, look, tick, write
from support.summary_links import unseen

pytestmark = pytest.mark.browser


def test_a_letter_goes_from_the_page_to_the_mail(desk: Desk, served: str, chromium: Browser) -> None:
    reference = desk.receive(form="enrollment", contact_is_unsafe="yes", case_number=None, role=None)
    page = chromium.new_page(viewport={"width": 320, "height": 800}, color_scheme="dark")
    session = desk.signed_in().client.get_cookie("staff")
    assert session is not None
    page.context.add_cookies([{"name": "staff", "value": session.value, "url": served}])
    page.goto(f"{served}/es/submissions/{reference}/")
    page.locator("#kind").select_option("enrollment-more")
    write(page, "#letter-text", "El nombre de la otra persona.", enter=False)
    choose(page, 'button[value="preview"]')  # a masked address, and no reason
    look(page)
    assert unseen(page) == []
    choose(page, '.error-summary a[href="#letter-reason"]')
    assert page.locator("#letter-text").input_value() == "El nombre de la otra persona."
    write(page, "#letter-reason", "Falta un dato", enter=False)
    assert "Vista previa." in downloaded(page, 'button[value="preview"]')
    choose(page, 'button[value="queue"]')
    assert page.url.endswith("#letters") and "En la cola de impresión desde" in page.locator("main").inner_text()
    choose(page, 'nav a[href="/es/letters/"]')
    look(page)
    tick(page, 'input[name="chosen"]')
    choose(page, 'form[action="/es/letters/print/"] button')
    look(page)
    paper = downloaded(page, 'a[href$="/letters.pdf"]')
    assert "El nombre de la otra persona." in paper and "12 Olive St" in paper and "Vista previa." not in paper
    tick(page, 'input[name="chosen"]')
    choose(page, 'form[action="/es/letters/mailed/"] button')
    assert "No hay cartas en espera." in page.locator("main").inner_text()
    look(page)
    page.goto(f"{served}/es/submissions/{reference}/")
    assert "Enviada el" in page.locator("main").inner_text()
    look(page)
    page.close()


def test_a_code_goes_from_the_request_to_the_mail_and_is_shown_nowhere(
    desk: Desk, served: str, chromium: Browser, tmp_path: Path
) -> None:
    inside = beside(desk, tmp_path)
    wrong = ask(desk, participant_id={"text": "10001"}, last_name="Paz", zip_on_file="90012")
    ask(desk, participant_id={"text": "10001"}, last_name="Ruiz", zip_on_file="90012")
    inside.round()
    page = chromium.new_page(viewport={"width": 320, "height": 800}, color_scheme="dark")
    session = desk.signed_in("caseworker").client.get_cookie("staff")
    assert session is not None
    page.context.add_cookies([{"name": "staff", "value": session.value, "url": served}])
    page.goto(f"{served}/es/submissions/{wrong}/")
    assert "El programa no envió ninguna carta." in page.locator("main").inner_text()
    look(page)
    page.goto(f"{served}/es/letters/")
    look(page)
    tick(page, 'input[name="chosen_account"]')
    choose(page, 'form[action="/es/letters/accounts/print/"] button')
    look(page)
    assert "Su código para Customer Connect" in downloaded(page, 'a[href$="/letters.pdf"]')
    tick(page, 'input[name="chosen_account"]')
    mailed = 'form[action="/es/letters/accounts/mailed/"]'
    choose(page, f"{mailed} button")  # they are erased: one more question
    look(page)
    tick(page, f'{mailed} input[name="sure"]')
    choose(page, f"{mailed} button")
    page.locator("summary", has_text="Enviadas en los últimos 60 días").click()
    look(page)
    page.close()
    inside.close()


def downloaded(page: Page, selector: str) -> str:
    """The words of the PDF that comes when Enter is pressed there; the page stays as it is."""
    page.locator(selector).first.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    return " ".join(" ".join(one.extract_text() for one in PdfReader(download.value.path()).pages).split())
