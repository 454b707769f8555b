"""One folding for index, search and flag: whoever is in a form is found and noticed, however somebody types it."""

from __future__ import annotations

from typing import Any

import pytest
from support import spelled
from support.anomalies import SAME, called, flags
from support.desk import Desk
from support.searching import REFERENCES, find

from forms_app.staff.search import index, search_terms
from forms_app.text import folding

SPELLINGS = 200
NOBODY: dict[str, Any] = {"phone": None, "case_number": {"none": True}}
FOUND = {
    "BF-123456": ("bf 123456", "BF123456", "bf–123456", "Case BF 123456", "Rosa BF-123456", "123456"),
    "FL-2018-000123": ("FL-2018-000123", "fl 2018 000123", "FL2018000123", "Caso núm. FL‑2018‑000123"),
    "BY 1 234 567": ("BY 1 234 567", "by1234567", "BY-1234567"),
    "0470123456789": (
        "PID: 0470 1234 56789",
        "0470-123456789",
        "０４７０１２３４５６７８９",
        "470123456789",
        "٠٤٧٠١٢٣٤٥٦٧٨٩",
    ),
    "PID 0470123456789": ("0470123456789", "pid 0470123456789"),
}
CALLED = (
    "Tel. 323-555-0142",
    "555-0142",
    "Rosa 555 0142",
    "rosa mendoza (323) 555-0142",
    "+1 323 555 0142 ext. 9",
    "3235550142",
)
SAME_NAME = {
    "Đặng Văn Lê": ("Dang Van Le", "ĐẶNG VĂN LÊ", "Le Dang"),
    "Jörg Müller": ("Jorg Muller", "Joerg Mueller", "JÖRG MÜLLER"),
    "Søren Ørsted": ("Soren Orsted", "Soeren Oersted"),
    "Łukasz Wałęsa": ("Lukasz Walesa",),
    "Sean O’Brien": ("Sean OBrien", "Sean O'Brien", "Sean OʻBrien", "sean o brien", "Sean O`Brien", "O´Brien, Sean"),
    "Ana D'Angelo": ("Ana DAngelo",),
    "Eva de la Cruz": ("Eva Delacruz", "EVA DELA CRUZ", "delacruz eva"),
    "Eva Delacruz": ("Eva de la Cruz",),
    "Ann McDonald": ("Ann Mc Donald",),
    "علي رضایی": ("علی رضايي",),
    "کریم أحمد": ("كريم احمد",),
    "Ayşe Işık": ("Ayse Isik", "AYŞE IŞIK"),
    "İpek Straße": ("ipek strasse", "IPEK STRASSE"),
    "Æsa Þórsson": ("Aesa Thorsson",),
}


@pytest.mark.parametrize("number", FOUND)
def test_a_number_is_found_however_it_is_written(desk: Desk, number: str) -> None:
    reference = desk.receive(phone=None, case_number={"text": number})
    desk.receive(full_name="Luis Peña", phone=None, case_number={"text": "9999"})
    browser = desk.signed_in()
    found = {searched: REFERENCES.findall(find(browser, searched).text) for searched in FOUND[number]}
    assert found == dict.fromkeys(FOUND[number], [reference])


def test_a_telephone_is_found_with_a_label_a_name_or_seven_figures(desk: Desk) -> None:
    reference = desk.receive(phone={"number": "(323) 555-0142", "extension": ""})
    desk.receive(phone={"number": "(213) 555-0199", "extension": ""}, full_name="Rosa Ruiz")
    browser = desk.signed_in()
    assert {one: REFERENCES.findall(find(browser, one).text) for one in CALLED} == dict.fromkeys(CALLED, [reference])


def test_a_word_or_a_number_that_is_not_there_finds_nothing(desk: Desk) -> None:
    desk.receive(phone={"number": "(323) 555-0142", "extension": ""})
    browser = desk.signed_in()
    for searched in ("rosa 323-555-0199", "555-0199", "Luis 323-555-0142", "PID 123", "Tel. Ana"):
        assert REFERENCES.findall(find(browser, searched).text) == [], searched


def test_children_are_found_by_their_names(desk: Desk) -> None:
    children = [{"first_name": "Zoë", "last_name": "Ørsted"}, {"first_name": "Luis", "last_name": "Ruiz"}]
    reference, browser = desk.receive("enrollment", **NOBODY, children=children), desk.signed_in()
    for searched in ("Zoë Ørsted", "zoe orsted", "Luis", "ruiz luis"):
        assert REFERENCES.findall(find(browser, searched).text) == [reference], searched


def test_a_reference_with_its_label_opens_at_once(desk: Desk) -> None:
    reference, browser = desk.receive(), desk.signed_in()
    for typed_as in ("Ref: {0}-{1}", "reference no. {0} {1}", "Núm. de referencia: {0}{1}", "#{0}-{1}"):
        answer = find(browser, typed_as.format(*reference.split("-")))
        assert answer.headers["Location"] == f"/submissions/{reference}/", typed_as


@pytest.mark.parametrize("reference", ["97X5-Z598", "REF4-7KQ2", "EXT2-M4XD", "DE42-LA7K"])
def test_a_reference_that_looks_like_a_label_still_links(desk: Desk, reference: str) -> None:
    answers = {"complaint_reference": {"text": reference.lower()}, "case_number": {"none": True}}
    with desk.app.app_context():
        numbers = index.numbers_of(desk.office, "state-hearing", answers)
    assert index.own_term(desk.office, reference) in numbers


def test_seven_figures_link_nothing(desk: Desk) -> None:
    first = desk.receive(phone={"number": "(323) 555-0142", "extension": ""}, case_number={"none": True})
    second = desk.receive(phone={"number": "(213) 555-0142", "extension": ""}, case_number={"none": True})
    assert first not in desk.signed_in().get(f"/submissions/{second}/").text


@pytest.mark.parametrize(("name", "searched"), [(name, one) for name, some in SAME_NAME.items() for one in some])
def test_a_name_is_found_however_it_is_typed(name: str, searched: str) -> None:
    known = {f"word {one}" for one in folding.name_spellings(name)}
    assert all(known & set(some) for some in search_terms.alternatives(searched))


@pytest.mark.parametrize(
    ("own", "theirs", "is_flagged"),
    [
        ("Dang Van Le", "Đặng Văn Lê", True),
        ("Đặng Văn Lê", "DANG VAN LE", True),
        ("Sean OBrien", "Sean O’Brien", True),
        ("Sean O'Brien", "OBrien Sean", True),
        ("Eva Delacruz", "Eva de la Cruz", True),
        ("Rosa Mc Donald", "Rosa McDonald", True),
        ("Joerg Mueller", "Jörg Müller", True),
        ("علی رضایی", "علي رضايي", True),
        ("Rosa Mc Donald", "Ana McDonald", False),
        ("Ana McDonald", "Rosa Mc Donald", False),
        ("Juan Delacruz", "Eva de la Cruz", False),
        ("Juan de la Cruz", "Eva de la Cruz", False),
        ("Sean O'Brien", "Ann O’Brien", False),
    ],
)
def test_the_own_name_is_noticed_in_every_spelling(desk: Desk, own: str, theirs: str, is_flagged: bool) -> None:
    reference, browser = desk.receive(full_name=theirs), called(desk, own)
    browser.get(f"/submissions/{reference}/")
    assert flags(desk, SAME) == is_flagged


def test_200_people_are_found_however_their_names_and_numbers_are_typed(desk: Desk) -> None:
    with desk.app.app_context():
        assert list(spelled.missed(desk.office, SPELLINGS, seed=1)) == []


def test_200_searches_with_somebody_elses_number_find_nobody(desk: Desk) -> None:
    with desk.app.app_context():
        assert list(spelled.mistaken(desk.office, SPELLINGS, seed=2)) == []
