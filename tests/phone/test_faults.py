"""A wrong line stops the start: file, line, place and remedy of what is wrong are named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.phone_line import LINE, planted
from support.phone_menu import PHONES

from forms_app.phone.line import check
from forms_app.phone.menu.tree import PhoneMenuError

FAULTS = {
    "a loop that cannot be left": (
        '  without_pin:\n    provenance: OURS\n',
        '  round:\n    provenance: OURS\n    name: {en: Round, es: Vuelta}\n    options:\n'
        '      - {key: "1", label: {en: Round, es: Vuelta}, goto: round}\n  without_pin:\n    provenance: OURS\n',
        r"phone_line.yaml:\d+: round: (who comes here goes round for ever|no key leads here)",
    ),
    "two options on one key": (
        '    - {key: "2", label: {en: Numbers to call', '    - {key: "1", label: {en: Numbers to call',
        r"phone_line.yaml:\d+: general_info_public: key 1 is there twice",
    ),
    "a printed key that is taken": (
        '  new_case:\n    - {key: "1"', '  public_menu:\n    - {key: "3", label: {en: Back, es: Atrás}, goto: caller}\n'
        '  new_case:\n    - {key: "1"', r"phone_line.yaml:\d+: public_menu: key 3 is in the printed menu; give ours",
    ),
    "a deed of hers without number and PIN": (
        "application_call: application", "application_call: contact",
        r"phone_line.yaml:\d+: application_call: contact done without number and PIN; do it at a protected place",
    ),
    "a place to enter digits that has another key": (
        'options: [{key: "*", label: {en: Back, es: Atrás}, goto: new_case}]',
        'options: [{key: "*", label: {en: Back, es: Atrás}, goto: new_case}, '
        '{key: "2", label: {en: More, es: Más}, goto: caller}]',
        r"phone_line.yaml:\d+: application_call: digits are entered there; let no digit mean anything else",
    ),
    "a place to enter digits that is printed": (
        "{open_by_phone: open,", "{payments: pin, open_by_phone: open,",
        r"phone_line.yaml:\d+: asks: payments: this place is in the printed menu; give ours a name of its own",
    ),
    "a printed place of ours": (
        "  office_hours:\n    provenance: OURS", "  payments:\n    provenance: OURS",
        r"phone_line.yaml:\d+: payments: this place is in the printed menu; give ours a name of its own",
    ),
    "a sentence that one language lacks": (
        '  silence_1: {en: "I heard nothing. Take your time.", es: "No oí nada. Tómese su tiempo."}',
        '  silence_1: {en: "I heard nothing. Take your time."}',
        r"phone_line.yaml:\d+: sentences: silence_1: es is missing",
    ),
    "a prompt that one language lacks": (
        '    es: "No diga aquí dónde trabaja. Una persona', '    # es: "',
        r"phone_line.yaml:\d+: prompts: update_employment: es is missing",
    ),
    "a place that says nothing": (
        '  public_menu: {en: "For a new case', '  # public_menu: {en: "For a new case',
        r"phone_menu.yaml:\d+: public_menu: nothing is said there; add it to prompts: in phone_line.yaml",
    ),
    "a key that the prompt forgets": (
        "For appointments, press 2. To change", "To change",
        r"phone_line.yaml:\d+: main_menu: en: key 2 is not named",
    ),
    "a protected place without number and PIN": (
        '    - {key: "1", label: {en: Office hours',
        '    - {key: "7", label: {en: Payments, es: Pagos}, goto: payments}\n    - {key: "1", label: {en: Office hours',
        r"phone_menu.yaml:\d+: payments: protected, and yet reached without number and PIN",
    ),
    "payments told to anybody": (
        "  office_hours: [hours]", "  office_hours: [hours, payments]",
        r"phone_line.yaml:\d+: office_hours: hours and payments told without number and PIN",
    ),
    "a key that leads nowhere": (
        "goto: office_hours}", "goto: ofice_hours}", r"phone_line.yaml:\d+: .*there is no node 'ofice_hours'",
    ),
    "braces that are wrong": (
        "interest was {amount}.", "interest was {sum}.",
        r"phone_line.yaml:\d+: interest: en: wrong braces; write exactly {amount}",
    ),
    "one word for two keys": (
        "en: [my payments, payment information]", "en: [my payments, appointments]",
        r"phone_line.yaml:\d+: main_menu: “appointments” is said for key 2 and for key 1",
    ),
    "a list that names nobody": (
        "repeat: [language,", "repeat: [langage,", r"phone_line.yaml:\d+: repeat: there is no place 'langage'",
    ),
    "a desk that is nowhere": (
        "sdu: sdu_representative", "sdu: sdu_representativ", r"phone_line.yaml:\d+: desks: sdu: there is no place",
    ),
    "an hour that is none": ('opens: "07:00"', 'opens: "7"', r"phone_line.yaml:\d+: opens is “7”; write a time of day"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_named_with_file_line_and_place(tmp_path: Path, name: str) -> None:
    old, new, said = FAULTS[name]
    with pytest.raises(PhoneMenuError) as refused:
        check.ready(planted(tmp_path, old, new), PHONES)
    assert any(re.search(said, f"{getattr(line, 'path', '')}:{line}: {what}") for line, what in refused.value.faults), (
        refused.value.faults
    )
    assert re.match(r".*phone_(line|menu)\.yaml:\d+: .+; ", str(refused.value))


def test_the_line_as_it_stands_has_no_fault_and_keeps_every_printed_recipe() -> None:
    assert check.faults(LINE) == []
    for name, node in LINE.printed.nodes.items():
        assert LINE.menu.nodes[name].options[: len(node.options)] == node.options


def test_what_is_ours_is_told_apart_from_what_the_brochure_prints() -> None:
    assert LINE.is_printed("main_menu", "1") and LINE.is_printed("public_menu", "6")
    assert not LINE.is_printed("public_menu", "3")
    assert not LINE.is_printed("general_info_public", "1") and not LINE.is_printed("office_hours", "*")
