"""What staff write into a line or a box: as long as its place takes it, and told when it is longer; nothing is cut."""

from __future__ import annotations

from forms_app.forms.questions.base import unacceptable
from forms_app.i18n.translation import gettext as _
from forms_app.text.cleaning import Unacceptable, clean

LONGEST_REASON = 500
LONGEST_REPLY = 6000  # as long as a letter: for some it is all that comes of the answer


def too_long(text: str, most: int) -> str:
    """What to say about it, or nothing. A browser sends a line break as two characters; it counts as one."""
    used = len(text.replace("\r\n", "\n").strip())
    if used <= most:
        return ""
    return str(_("Use %(most)d characters or fewer. You have used %(used)d.", most=most, used=used))


def wrong_with(text: str, most: int = LONGEST_REASON) -> str:
    """Too long, or with a sign that no screen or paper could show; else nothing."""
    try:
        clean(text, lines=True)
    except Unacceptable as wrong:
        return unacceptable(wrong)
    return too_long(text, most)
