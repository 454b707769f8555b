"""Each content check finds the fault it is for, names file and line, and says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support.checkout import EN, ES, TODAY

from website.checks.__main__ import findings, main

Edit = Callable[..., None]


def told(root: Path, today: date = TODAY) -> list[str]:
    return [str(finding) for finding in findings(root, today)]


def test_clean_pages_have_nothing_to_mend(checkout: Path) -> None:
    assert told(checkout) == []


FAULTS = {
    "drift": ([(EN, "Bring form", "Please bring form")], False, rf"{ES}:4: the English page has changed"),
    "no stamp": ([(ES, "source_hash", "former_hash")], False, rf"{ES}:1: it does not say which English text"),
    "no description": ([(ES, "description: Cómo visitar la oficina.\n", "")], True, rf"{ES}:1: .*no description"),
    "a part lost": ([(ES, "## Su último día\n", "")], True, rf"{ES}:9: its headings .*“Your last day” is missing"),
    "one exit": ([(EN, "title:", "exit: true\ntitle:")], False, rf"{ES}:1: only one of it and {EN} can be left"),
    "another level": ([(ES, "## Su último", "### Su último")], True, rf"{ES}:14: its headings do not follow"),
    "another phone": (
        [(ES, 'phone("customer_connect")', 'phone("ombudsperson")')],
        True,
        rf'{ES}:11: {{{{ phone\("ombudsperson"\) }}}}: here 1 times',
    ),
    "another rule": ([(ES, "complaint_filing", "complaint_answer")], True, rf"{ES}:16: {{{{ days"),
    "another number": ([(ES, "4 páginas", "5 páginas")], True, rf"{ES}:12: number 5: here 1 times, in {EN} 0"),
    "another date": ([(ES, "3 de marzo", "3 de mayo")], True, rf"{ES}:11: date 2025-05-03: here 1 times"),
    "another form": ([(ES, "LCR001", "LCR002")], True, rf"{EN}:11: form LCR001: here 1 times"),
    "another link": ([(ES, "[qué hacer](#que-hacer-ahora)", "[la página](visit.md)")],
        True, rf"{ES}:16: link to visit.md: here 1"),
    "phone by hand": ([(EN, "first.", "866-901-3212.")], True, rf"{EN}:10: the phone number .*write {{{{ phone"),
    "days by hand": ([(EN, "4 pages", "45 days")], True, rf'{EN}:11: the day count .*{{{{ days\("hearing_set"\) }}}}'),
    "días a mano": ([(ES, "4 páginas", "45 días")], True, rf"{ES}:12: the day count “45 días”"),
    "money by hand": ([(EN, "4 pages", "$35")], True, rf"{EN}:11: the amount “\$35” is typed by hand → .*fees.toml"),
    "address by hand": ([(EN, "4 pages", "P.O. Box 911099")], True, rf"{EN}:11: the address “P.O. Box 911099”"),
    "hour by hand": ([(ES, "4 páginas", "a las 7 a. m.")], True, rf"{ES}:12: the hour “7 a. m.”"),
    "web address by hand": ([(EN, "(#what", "(https://example.org/#what")], True, rf"{EN}:15: the web address"),
    "inline code": ([(EN, "4 pages", '<b style="x">4</b>')], True, rf"{EN}:11: .*inline code.*style attribute → use a"),
    "inline code on two lines": ([(EN, "4 pages", '<b\nstyle="x">4</b>')],
        True, rf"{EN}:12: .*a style attribute → use"),
    "no such form": ([(EN, "(#what-to-do-now)", '({{ form("complant") }})')],
        True, rf"{EN}:15: .*no form 'complant' →"),
    "no such form's path": ([(EN, "(#what", "(/forms/nope/#what")],
        True, rf"{EN}:15: .*/forms/nope/ leads to no form → w"),
    "a form across": ([(ES, "(#que-hacer", "(/forms/status/#que")],
        True, rf"{ES}:16: the link /forms/status/ is absolute"),
    "no such number": ([(EN, 'phone("customer_connect")', 'phone("x")')],
        True, rf"{EN}:10: .*no phone 'x' .*→ take one"),
    "a call without words": ([(EN, 'phone("customer_connect")', "phone()")],
        True, rf"{EN}:10: .*quotes are needed .*→ see"),
    "no such call": ([(EN, 'phone("customer_connect")', 'fone("x")')],
        True, rf"{EN}:10: .*no call like phone.*→ take one"),
    "broken link": ([(EN, "(#what-to-do-now)", "(nowhere.md)")], True, rf"{EN}:15: the link nowhere.md leads nowhere"),
    "broken anchor": ([(EN, "(#what-to-do-now)", "(#what)")], True, rf"{EN}:15: the link #what: no part .*now, your"),
    "link across": ([(ES, "(#que-hacer-ahora)", "(../visit.md)")], True, rf"{ES}:16: .*leaves the page's language"),
    "absolute link": ([(EN, "(#what-to-do-now)", "(/visit/)")], True, rf"{EN}:15: the link /visit/ is absolute"),
    "no alt": ([(EN, "![The door of the office]", "![]")], True, rf"{EN}:17: the picture door.png has no words"),
    "no alt in HTML": ([(EN, "![The door of the office](", '<img src="">(')], True, rf"{EN}:17: .*alt="),
    "a list too close": ([(EN, "to do now\n\n", "to do now\n\nDo this:\n")], True, rf"{EN}:11: this list would"),
    "refused word": ([(ES, "una queja", "una denuncia")], True, rf"{ES}:16: “denuncia” is not our word → say “queja”"),
    "refused in English": ([(EN, "the office", "the ombudsman")], True, rf"{EN}:3: “ombudsman” is not our word"),
    "lost capitals": ([(EN, "the office", "the state hearing")], True, rf"{EN}:3: “state hearing” has lost its cap"),
    "term not translated": ([(ES, "el formulario", "el papel")], True, rf"{ES}:1: {EN}:11 says “form”.*formulario"),
    "misspelt": ([(EN, "Bring", "Brnig")], True, rf"{EN}:11: “Brnig” is not in the dictionary → .*words-en.txt"),
    "mal escrito": ([(ES, "Traiga", "Traiaga")], True, rf"{ES}:12: “Traiaga” is not in .*words-es.txt"),
    "lost accent": ([(ES, "para presentar", "numero presentar")], True, rf"{ES}:16: “numero” .* → write “número”"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(checkout: Path, edit: Edit, name: str) -> None:
    changes, stamp, expected = FAULTS[name]
    edit(*changes, stamp=stamp)
    found = told(checkout)
    assert any(re.match(expected, line) for line in found), found
    assert all(" → " in line for line in found)


@pytest.mark.parametrize(("path", "twin"), [(EN, ES), (ES, EN)])
def test_a_missing_twin_is_named(checkout: Path, path: str, twin: str) -> None:
    (checkout / path).unlink()
    assert f"{twin}:1: it has no twin in the other language → add {path}" in told(checkout)


HARD = {
    EN: "Notwithstanding organizational responsibilities, administrative representatives continuously investigate "
    "intergovernmental accountability considerations regarding participation.",
    ES: "Independientemente de las responsabilidades organizacionales, los representantes administrativos investigan "
    "continuamente consideraciones intergubernamentales relacionadas.",
}


@pytest.mark.parametrize(("path", "measure"), [(EN, "reads at grade"), (ES, "INFLESZ")])
def test_hard_prose_is_found_and_its_longest_sentence_named(
    checkout: Path, edit: Edit, path: str, measure: str
) -> None:
    edit((path, "](door.png)" if path == EN else "](../door.png)", "](door.png)\n\n" + HARD[path]))
    [finding] = [line for line in told(checkout) if measure in line]
    assert HARD[path][:40] in finding


def test_a_legal_name_in_the_list_does_not_make_prose_hard(checkout: Path, edit: Edit) -> None:
    names = checkout / "locales/legal-names.txt"
    edit((EN, "](door.png)", "](door.png)\n\n" + HARD[EN]))
    names.write_text(names.read_text("utf-8") + HARD[EN].rstrip(".") + "\n", "utf-8")
    assert not [line for line in told(checkout) if "reads at grade" in line]


def test_words_in_quotation_marks_may_hold_another_source_s_number(checkout: Path, edit: Edit) -> None:
    edit((EN, "It has 4 pages.", "It has 4 pages, they say “90 days”."), (ES, "Tiene 4", "Tiene “90 días” y 4"))
    assert not [line for line in told(checkout) if "typed by hand" in line]


def test_a_fact_not_checked_for_a_year_is_found(checkout: Path) -> None:
    assert told(checkout, date(2027, 11, 22)) == []
    found = told(checkout, date(2027, 11, 23))
    for name in ("agency.toml", "deadlines.toml", "counties.csv", "fees.toml", "helplines.toml", "phone_menu.yaml"):
        assert any(re.match(rf"agency/{name}:\d+: .* was last checked on 2026-11-22 → ask", line) for line in found)


def test_a_day_that_is_none_is_found(checkout: Path, edit: Edit) -> None:
    edit(("agency/zip_counties.csv", "2026-11-22", "2026-11-31"), stamp=False)
    assert [line for line in told(checkout) if re.search(r"2026-11-31, which is no day → write the day like", line)]


@pytest.mark.parametrize("path", ["docs/visit.md", "agency/fees.toml", "locales/words.md", "locales/mail/es.txt"])
def test_a_file_in_another_encoding_is_named_and_nothing_else_said(
    checkout: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / path).write_bytes("# uno\n# Español\n".encode("latin-1"))
    assert main(["--root", str(checkout)]) == 1
    remedy = "save the file as UTF-8 in your text editor"
    assert capsys.readouterr().out == f"{path}:2: this letter is not written in UTF-8 → {remedy}\n"


FACTS = ("agency.toml", "deadlines.toml", "doors.toml", "fees.toml", "helplines.toml", "letters.toml", "counties.csv")


@pytest.mark.parametrize("name", FACTS)
def test_a_file_of_facts_that_is_broken_is_named(checkout: Path, name: str) -> None:
    path = checkout / "agency" / name
    text = path.read_text("utf-8")
    path.write_text("[[" + text[: len(text) // 2], "utf-8")
    found = told(checkout)
    assert any(re.match(rf"agency/{name}:\d+: .* → \w", line) for line in found), found


def test_a_fault_in_the_phone_menu_is_found(checkout: Path, edit: Edit) -> None:
    edit(("agency/phone_menu.yaml", "goto: more_options", "goto: no_options"))
    assert any(re.match(r"agency/phone_menu.yaml:\d+: .*no node 'no_options'", line) for line in told(checkout))


def test_a_phone_menu_that_cannot_be_read_is_found(checkout: Path, edit: Edit) -> None:
    edit(("agency/phone_menu.yaml", "start: language", "start: [language"))
    assert any(re.match(r"agency/phone_menu.yaml:\d+: not valid YAML", line) for line in told(checkout))


SLIPS = {
    "a number": ("agency/agency.toml", '"866-901-3212"', '"866-901-321"', r":\d+: .*number: expected a phone number"),
    "a door": ("agency/doors.toml", 'to = "n20"', 'to = "n999"', r":\d+: .*n999"),
    "a name in a letter": ("agency/letters.toml", "{wait_days}", "{weight_days}", r":\d+: .* → Use "),
    "a mail that tells": ("locales/mail/en.txt", "There is a", "There is a case", r":4: .*“case”.* → "),
    "a fee": ("agency/fees.toml", '"$35"', '"35 dollars"', r":\d+: .*amount is '35 dollars' → Write it like"),
    "a ZIP code's county": ("agency/zip_counties.csv", "Los Angeles", "Los Angles", r":\d+: a county of California"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_what_forms_letters_and_mail_read_is_found(checkout: Path, edit: Edit, name: str) -> None:
    path, old, new, expected = SLIPS[name]
    edit((path, old, new))
    found = told(checkout)
    assert any(re.match(path + expected, line) for line in found), found


def test_the_command_succeeds_on_clean_pages_and_lists_what_the_brochure_leaves_out(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(checkout)]) == 0
    printed = capsys.readouterr().out
    assert "Nothing to mend." in printed
    assert re.search(r"phone_menu.yaml:\d+: note: forgotten_pin", printed)


def test_the_command_fails_on_a_finding(checkout: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    edit((EN, "Bring", "Brnig"))
    assert main(["--root", str(checkout)]) == 1
    assert f"{EN}:11: “Brnig”" in capsys.readouterr().out


SAID = {
    "deadline": ("agency/deadlines.toml", "Debe presentar la queja", "Debe la qeuja", r":\d+: “qeuja” is not in"),
    "phone menu": ("agency/phone_menu.yaml", "es: Cambio de PIN", "es: Cambbio de PIN", r":\d+: “Cambbio” is not in"),
    "English fact": ("agency/fees.toml", 'en = "Yearly', 'en = "Yaerly', r":7: “Yaerly” is not in .*words-en"),
    "letter": ("agency/letters.toml", "Do not wait:", "Do not wiat:", r":\d+: “wiat” is not in .*words-en"),
    "carta": ("agency/letters.toml", "No espere", "No esepre", r":\d+: “esepre” is not in .*words-es"),
    "mail": ("locales/mail/es.txt", "mensaje", "menssaje", r":\d+: “menssaje” is not in .*words-es"),
    "refused word": ("agency/helplines.toml", "el programa", "la denuncia", r":\d+: “denuncia” is not"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_words_in_data_files_are_checked_too(checkout: Path, edit: Edit, name: str) -> None:
    path, old, new, expected = SAID[name]
    edit((path, old, new))
    found = told(checkout)
    assert any(re.match(path + expected, line) for line in found), found


def test_the_forms_sentences_are_checked_too(checkout: Path) -> None:
    catalogue = checkout / "locales/es/LC_MESSAGES/messages.po"
    catalogue.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    catalogue.write_text(head + '\nmsgid "Send your %(what)s"\nmsgstr "Emvíe su %(what)s"\n', "utf-8")
    [only] = told(checkout)
    assert re.match(r"locales/es/LC_MESSAGES/messages\.po:4: “Emvíe” is not in the dictionary", only)


def test_stamping_ends_drift_and_an_english_page_cannot_be_stamped(
    checkout: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit((EN, "Bring form", "Take form"), stamp=False)
    assert main(["--root", str(checkout), "stamp", EN]) == 2
    assert main(["--root", str(checkout), "stamp", ES]) == 0
    assert "now says what" in capsys.readouterr().out
    assert told(checkout) == []


def test_white_space_alone_is_not_drift(checkout: Path, edit: Edit) -> None:
    edit((EN, "Bring form LCR001. It", "Bring form LCR001.\n   It"), stamp=False)
    assert not [line for line in told(checkout) if "has changed since" in line]
