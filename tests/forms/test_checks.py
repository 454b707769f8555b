"""What a form's policy names must be there: else the start stops, with one line that names the form and the part."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from forms_app import deadlines
from forms_app.deadlines import AgencyClock
from forms_app.errors import CannotStart
from forms_app.facts import agency
from forms_app.forms import FORMS, checks, guide, letter_texts
from forms_app.forms.policy import Course, Door, Policy, Ways
from forms_app.settings import ROOT

AGENCY = ROOT / "agency"
RULES, FACTS = deadlines.load(AGENCY), agency.load(AGENCY)


def plant(monkeypatch: pytest.MonkeyPatch, **parts: Any) -> None:
    """The inquiry, with other parts of its policy."""
    known = FORMS["inquiry"]
    policy = Policy(**{**vars(known.policy), **parts})
    monkeypatch.setitem(FORMS, "inquiry", replace(known, policy=policy))


def test_every_form_is_whole() -> None:
    checks.check(RULES, FACTS)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"clock": AgencyClock(due="inquiry_anser")}, "clock names no rule of deadlines.toml: 'inquiry_anser'."),
        ({"clock": AgencyClock(by_mail="post")}, "clock names no rule of deadlines.toml: 'post'."),
        ({"ways": Ways(by_phone="", by_when=("soon",))}, "ways names no rule of deadlines.toml: 'soon'."),
        ({"ways": Ways(by_phone="", phone="nobody")}, "ways names no phone of agency.toml: 'nobody'."),
        ({"ways": Ways(by_phone="", address="nowhere")}, "ways names no address of agency.toml: 'nowhere'."),
        ({"about": "forms/about/nothing.html"}, "about names no template: 'forms/about/nothing.html'."),
        ({"about": "forms/start.html"}, "about has no macro about in "),
        ({"course": Course(after="divorce", known=lambda _known, _reference: {}, start="", practice="")},
         "course comes after no form: 'divorce'."),
        ({"letters": ("resolution",), "clock": AgencyClock()}, "letters say by when it is answered, and clock has no"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, parts: dict[str, Any], says: str) -> None:
    plant(monkeypatch, **parts)
    with pytest.raises(CannotStart) as caught:
        checks.check(RULES, FACTS)
    assert str(caught.value).startswith(f"The form inquiry: {says}") and "\n" not in str(caught.value)


def test_a_letter_that_is_not_written_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, letters=("farewell",))
    with pytest.raises(CannotStart, match="the form inquiry: letters names no letter farewell"):
        letter_texts.load(AGENCY)


def test_a_letter_that_answers_no_form_is_named_with_its_line(tmp_path: Path) -> None:
    shutil.copy(AGENCY / "letters.toml", tmp_path)
    text = (tmp_path / "letters.toml").read_text("utf-8")
    (tmp_path / "letters.toml").write_text(text.replace('id = "amendment"', 'id = "amending"', 1), "utf-8")
    with pytest.raises(CannotStart, match=r"line \d+: .*no form is answered by this letter"):
        letter_texts.load(tmp_path)


def test_a_door_that_does_not_stand_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    known = FORMS["inquiry"]
    policy = Policy(**{**vars(known.policy), "door": Door(id="back")})
    monkeypatch.setitem(FORMS, "further", replace(known, name="further", policy=policy))
    with pytest.raises(CannotStart, match="the form further: no door back"):
        guide.load(AGENCY, RULES, FACTS.phones)
