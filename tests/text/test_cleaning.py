"""What a person may write: every name there is, and what she saw of a text; nothing that hides or breaks something."""

from __future__ import annotations

import pytest

from forms_app.text.cleaning import Unacceptable, clean, tidy


@pytest.mark.parametrize(
    "name",
    [
        "葛\U000e0100城",  # a variation selector: how this family writes its name
        "👩\u200d👧",
        "🏳\ufe0f\u200d🌈 👩🏽\u200d⚕\ufe0f 1\ufe0f\u20e3 ❤\ufe0f\u200d🔥",
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",  # the flag of Wales
        "नक्षत्र",
        "نی\u200cنوا",  # Persian
        "ශ්\u200dරී කුමාර",  # Sinhala
        "র\u200d্যাব",  # Bengali: the joiner stands before the sign that joins
        "ក្រុង\u200bសុខា",  # Khmer: words are divided by a blank of no width
        "ᠰᠠᠷ\u180eᠠ",  # Mongolian
        "\u1105\u119e\u11a8",  # old Korean
        "山田\u3000太郎",
        "\U0001fae8\U0001fac6",  # emoji, one younger than this Python's Unicode
        "Ñ" + "\u0301" * 8,
    ],
)
def test_every_name_is_accepted_as_it_is(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(
    ("copied", "seen"),
    [
        ("\u202a+1 (213) 555-0123\u202c", "+1 (213) 555-0123"),  # out of contacts, WhatsApp, iPhones
        ("\u202d(213)\u00a0555-0123\u202c", "(213) 555-0123"),
        ("\u2068Ana\u2069 \u200eRuiz\u200f", "Ana Ruiz"),
        ("Ana\u200bMaría", "AnaMaría"),
        ("A\u200dn\u200ca", "Ana"),
        ("\ufeffAna\u2060\u00ad", "Ana"),
        ("Ana\u202fRuiz\u2003Paz", "Ana Ruiz Paz"),
        ("Ana\tRuiz", "Ana Ruiz"),
        ("Ana\u2028Ruiz", "Ana Ruiz"),
        ("Ana\u3164Ruiz", "Ana Ruiz"),
        ("Ana\ufe0f\u034f Ruiz\ufffc", "Ana Ruiz"),
        ("O\u0092Brien", "O’Brien"),
        ("A\U000e0041\U000e0042na", "Ana"),
        ("Jose\u200d\u0301", "José"),
        ("\u202eanA", "anA"),  # what turned the letters round goes: they are read in the order in which they stand
        ("two\u001eletters", "two-letters"),
        ("e\u0002x\u007fample\u001f", "example"),
    ],
)
def test_a_sign_that_nobody_sees_becomes_what_was_seen(copied: str, seen: str) -> None:
    assert clean(copied) == seen == clean(copied, lines=True).replace("\n", " ").replace("\t", " ")


@pytest.mark.parametrize(
    ("copied", "seen"),
    [
        ("First.\u000bSecond.\u000cThird.", "First.\nSecond.\nThird."),
        ("First.\u2029Second.\u0085Third.\rFourth.\r\nFifth.", "First.\nSecond.\nThird.\nFourth.\nFifth."),
        ("they never infor\u0002\nmed me", "they never informed me"),  # a word that a PDF divides
        ("they never infor\u00ad\r\nmed me", "they never informed me"),
        ("\uf0b7\tcalled\n\uf0a7 wrote\n\uf0fc\twent there", "•\tcalled\n• wrote\n•\twent there"),  # a list of Word's
        ("called \uf0e0 nothing \uf04c", "called → nothing ☹"),
    ],
)
def test_a_story_keeps_its_lines_and_lists(copied: str, seen: str) -> None:
    assert clean(copied, lines=True) == seen


@pytest.mark.parametrize(
    "name",
    [
        "\u3164",
        "\u2800",
        "\uffa0\u200d",
        "\u115f\u1160",
        "\u200b\u2060\ufeff",
        "\u034f\ufe0f",
        "\u0301",
        "\U00013430\u3000",
        "\u0301\u2028\u0301",
    ],
)
def test_signs_that_nobody_sees_are_no_name(name: str) -> None:
    assert clean(name) == "" == clean(f" {name}\n", lines=True)


@pytest.mark.parametrize("hidden", ["\ue000", "\uf8ff", "\ufdd0", "\uffff", "\U0001ffff", "\x00", "\x07", "\x1b"])
def test_what_hides_or_breaks_something_is_refused_with_the_words_before_it(hidden: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        clean(f"They closed it in\nMarch and no{hidden}body told me", lines=True)
    assert refused.value.before == "in March and no"
    assert tidy(f"a{hidden}b") == f"a{hidden}b"


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd"])
def test_a_tower_of_marks_is_refused(mark: str) -> None:
    with pytest.raises(Unacceptable):
        clean("x" + mark * 9)
