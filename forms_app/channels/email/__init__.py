"""News by e-mail: one mail that says that there is news, to whoever said that an e-mail is safe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms_app.channels import Parts
    from forms_app.channels.email.sender import EmailSender

KIND = "mail"


def recipient(safe: Mapping[str, str]) -> str | None:
    """The address, if an e-mail is safe."""
    return safe.get("email")


def connect(parts: Parts) -> EmailSender | None:
    """None without SMTP_URL. Raises CannotStart, without it too: a mail's words are read all the same."""
    from forms_app.channels.email import sender  # only here: the processes that write news send none

    return sender.connect(parts)
