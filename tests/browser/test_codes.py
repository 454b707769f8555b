"""The two numbers of a receipt: in rows that do not break, copied at once where scripts run, read out sign by sign."""

from __future__ import annotations

import pytest
from support.person import Opens, Person, Setting

ROWS = """id => {
  const range = document.createRange();
  range.selectNodeContents(document.getElementById(id));
  return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
}"""


# How many groups of digits stand in each row.
GROUPS = """id => {
  const words = document.getElementById(id).firstChild, rows = {};
  for (const group of words.data.matchAll(/\\d+/g)) {
    const range = document.createRange();
    range.setStart(words, group.index);
    range.setEnd(words, group.index + group[0].length);
    const top = Math.round(range.getBoundingClientRect().top);
    rows[top] = (rows[top] || 0) + 1;
  }
  return Object.values(rows);
}"""
SIZE = "e => parseFloat(getComputedStyle(e).fontSize)"


def at_receipt(opens: Opens, setting: Setting) -> Person:
    person = opens(setting)
    person.come_to("pin-request", "check")
    person.send()
    return person


@pytest.mark.parametrize("width", [320, 1280])
def test_no_group_of_a_number_goes_to_another_row(opens: Opens, width: int) -> None:
    person = at_receipt(opens, Setting("es", False, width))
    assert [person.page.evaluate(ROWS, name) for name in ("reference", "receipt-code")] == [1, 1]
    assert person.page.locator(".ticket button").count() == 0, "only a script can copy"


def test_one_press_copies_both_numbers_and_says_so(opens: Opens) -> None:
    person = at_receipt(opens, Setting("es", True, 360))
    person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    numbers = [person.page.locator(f"#{name}").inner_text() for name in ("reference", "receipt-code")]
    person.page.locator(".ticket button").click()
    person.page.locator(".ticket button", has_text="Copiado").wait_for()
    assert person.page.evaluate("navigator.clipboard.readText()") == "\n".join(numbers)


def test_a_number_is_read_out_sign_by_sign(opens: Opens) -> None:
    person = at_receipt(opens, Setting())
    for name in ("reference", "receipt-code"):
        number = person.page.locator(f"#{name}")
        heard = str(number.evaluate("e => e.nextElementSibling.textContent"))
        assert number.get_attribute("aria-hidden") == "true"
        assert heard.replace(",", "").split() == list(number.inner_text().replace(" ", ""))


@pytest.mark.parametrize(("width", "rows"), [(320, [3, 2]), (360, [3, 2]), (1280, [5])])
def test_the_code_to_copy_by_hand_is_the_largest_thing_and_stands_in_even_rows(
    opens: Opens, width: int, rows: list[int]
) -> None:
    person = opens(Setting("es", True, width))
    person.start("inquiry")
    person.fill_page("inquiry")
    person.press("button[name=go][value=later]")
    assert person.page.evaluate(GROUPS, "pick-up-code") == rows
    go_on, delete = person.page.locator(".duo .actions .button").all()
    assert person.page.locator("#pick-up-code").evaluate(SIZE) >= 1.4 * go_on.evaluate(SIZE)
    above, below = go_on.bounding_box(), delete.bounding_box()
    assert above and below and below["y"] - above["y"] - above["height"] >= 48, "one of them deletes the form"
