"""What she is told before she says yes to letters in the account (15 USC 7001(c)): other words here, another number of
`bundles.papers.WORDING`, and whoever said yes to the earlier ones is asked again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l


class Told(NamedTuple):
    """A heading, and what stands beneath it; `link`: a page of the account that goes with it, and its name."""

    heading: LazyString
    words: Sequence[LazyString]
    link: tuple[str, LazyString] | None = None


SOME = Told(
    _l("What it is about"),
    (
        _l("Letters that only tell you something, such as: we received it. They come here, and not by mail."),
        _l(
            "Answers, notices that we need more time, what an application still needs, and papers about a hearing come "
            "by mail too, whatever you choose here."
        ),
    ),
)
ALL = Told(
    _l("What it is about"),
    (
        _l("Letters that tell you something or ask you for something. They come here, and not by mail."),
        _l("Answers, notices that we need more time, and papers about a hearing come by mail too."),
    ),
)
REST = (
    Told(
        _l("Paper, whenever you want it"),
        (_l("You can have any letter on paper too, without a fee. Call %(number)s and say which one."),),
    ),
    Told(
        _l("If you change your mind"),
        (_l("On this page you go back to paper at any time. Nothing else changes, and there is no fee."),),
    ),
    Told(
        _l("What you need"),
        (_l("A phone or a computer with internet, and a program that opens PDF files. Most have one."),),
    ),
    Told(
        _l("How you learn of a letter"),
        (
            _l("It stands under Documents. We send an e-mail about it only if you ask for that."),
            _l("If a letter wants an answer and you do not open it within 7 days, we mail it to you on paper."),
        ),
        ("/settings/news/", _l("News by e-mail")),
    ),
    Told(
        _l("If your address, telephone or e-mail changes"),
        (_l("Tell us, so that paper still finds you."),),
        ("/requests/", _l("Tell us of a change")),
    ),
)


def told(*, paper_goes_on: bool) -> tuple[Told, ...]:
    return (SOME if paper_goes_on else ALL, *REST)


def text_mark(*, paper_goes_on: bool) -> str:
    """A hash of the words as they stood on her page, in its language."""
    words = "\n".join(str(text) for one in told(paper_goes_on=paper_goes_on) for text in (one.heading, *one.words))
    return hashlib.sha256(words.encode()).hexdigest()[:16]
