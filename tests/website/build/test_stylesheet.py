"""The stylesheet: what the pages can match stays, in both schemes; the rest of Material's goes; ours stays whole."""

from __future__ import annotations

import pytest

from website.build.assets.stylesheet import find_used, site_css, squeeze

PAGE = '<html><body class="reading"><main id="main"><div class="admonition warning"><p>x</p></div></main></body></html>'


def test_what_a_page_holds_is_found() -> None:
    used = find_used(['<div id="a" class="b c" data-d=\'e\'>'])
    assert {"div", "#a", ".b", ".c", "[id", "[class", "[data-d", "[data-d=e"} <= used


def test_a_rule_that_a_page_can_match_stays_and_another_goes() -> None:
    css = site_css([PAGE], "")
    assert ".md-typeset blockquote" not in site_css(["<p>x</p>"], "")
    assert ".md-typeset blockquote" in site_css([PAGE.replace("<main", '<main class="md-typeset"')], "")
    assert ".md-search" not in css and ".md-header" not in css


def test_what_our_own_stylesheet_draws_is_not_sent_twice() -> None:
    css = site_css([PAGE.replace("<main", '<main class="md-typeset"')], "")
    assert ".admonition" not in css and ".md-typeset h2" not in css and "kbd" not in css


def test_a_new_kind_of_markdown_brings_its_rules_back() -> None:
    page = '<article class="md-typeset"><div class="footnote"><p>x</p></div></article>'
    without = '<article class="md-typeset"><p>x</p></article>'
    assert ".footnote" in site_css([page], "")
    assert ".footnote" not in site_css([without], "")


def test_the_dark_scheme_follows_the_visitors_system() -> None:
    assert "@media screen and (prefers-color-scheme:dark)" in site_css(['<body data-md-color-scheme="default">'], "")


def test_our_own_rules_and_tokens_stay_whole() -> None:
    own = ":root{--unused-here:red}.nowhere{color:var(--unused-here)}"
    assert site_css([PAGE], own).endswith(own)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("a {\n  color: red; /* why */\n}\n", "a{color:red}"),
        ("a, b { margin: 0 auto }", "a,b{margin:0 auto}"),
        ("@media (min-width: 40em) { a { top: calc(1px + 2px); } }", "@media (min-width:40em){a{top:calc(1px + 2px)}}"),
        ('.a :focus { content: "x"; }', '.a :focus{content:"x"}'),
    ],
)
def test_our_own_css_is_squeezed_without_changing_it(written: str, published: str) -> None:
    assert squeeze(written) == published
