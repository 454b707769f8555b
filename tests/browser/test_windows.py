"""A page of each kind fits every window in every colour; all pages do in `make drill ONLY=windows`."""

from __future__ import annotations

import pytest
from support import windows
from support.person import Opens, Setting
from support.running import Running
from support.staff_signing_in import sign_in


def test_a_page_that_can_be_left_in_a_hurry_fits_every_window(opens: Opens) -> None:
    """Its header holds the most: sign, language, menu and exit."""
    person = opens(Setting("es"))
    person.open("/es/safety/")
    assert windows.faults(person.page) == []


def test_a_question_with_its_mistakes_fits_every_window(opens: Opens) -> None:
    person = opens(Setting("es"))
    person.come_to("enrollment", "children")
    person.next()
    assert person.page.locator("#error-summary").is_visible()
    assert windows.faults(person.page) == []


def test_the_staff_inbox_fits_every_window(opens: Opens, product: Running) -> None:
    parent = opens(Setting())
    parent.come_to("inquiry", "check")
    parent.send()
    staff = opens(Setting())
    sign_in(staff, product)
    assert windows.faults(staff.page) == []
    staff.page.set_viewport_size({"width": 768, "height": 1024})
    staff.page.goto(f"{product.staff_url}/es/inbox/")
    boxes = [staff.page.locator(part).bounding_box() for part in (".head__home", ".switch", ".who")]
    assert max(box["y"] for box in boxes if box) < min(box["y"] + box["height"] for box in boxes if box), "one row"


SPOILED = """() => {
  const add = (html, style) => {
    document.querySelector('main').insertAdjacentHTML('beforeend', `<p>${html}</p>`);
    Object.assign(document.querySelector('main').lastElementChild.style, style);
  };
  add('pale and wide', {width: '500px', background: 'white', color: '#aaa'});
  add('<a href="/"></a>', {});
  add('<a href="/">small</a>', {fontSize: '8px'});
  const table = '<table role="presentation"><tr><td>low</td><td>high</td></tr></table>';
  add('', {});
  document.querySelector('main').lastElementChild.outerHTML = table;
  document.querySelector('td').style.position = 'relative';
  document.querySelector('td').style.top = '9px';
  Object.assign(document.querySelector('.strip p').style, {paddingLeft: '230px', paddingRight: 0});
}"""


@pytest.mark.parametrize("path", ["/", "/complaints/", "/phone-menu/", "/forms/", "/forms/deadlines/"])
def test_a_page_read_from_right_to_left_is_a_mirror_of_itself(opens: Opens, path: str) -> None:
    """No language of ours is, and the next one may be: what stands at one edge then stands as far from the other."""
    person = opens(Setting("en", True, 320))
    person.open(path)
    edges = """() => [scrollX, document.documentElement.scrollWidth, ...[...document.querySelectorAll(
      '.head__home, .switch, h1, main li, main .field, main .part, .foot p')].map(e => e.getBoundingClientRect())
      .filter(b => b.width).map(b => Math.round(document.documentElement.dir ? innerWidth - b.right : b.left))]"""
    before = person.page.evaluate(edges)
    person.page.evaluate("document.documentElement.dir = 'rtl'")
    after = person.page.evaluate(edges)
    assert len(before) > 12 and [pair for pair in zip(before, after, strict=True) if abs(pair[0] - pair[1]) > 1] == []


def test_what_is_cut_off_covered_pale_nameless_or_broken_is_found(opens: Opens) -> None:
    person = opens(Setting())
    person.open("/safety/")
    person.page.evaluate(SPOILED)
    found = " ".join(windows.faults(person.page))
    for fault in (
        "wider",
        "color-contrast",
        "link-name",
        "too small to hit",
        "the focus is covered",
        "broken over lines",
    ):
        assert fault in found, fault
