"""Passwords of staff: what is refused when one is chosen, and a slow hash that only two requests compute at a time."""

from __future__ import annotations

import secrets
import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from forms_app.translation import gettext as _

LEAST = 15
# OWASP's profile: 19 MiB, two passes, one lane. The library's default could take 512 MiB under eight threads.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
TURN = threading.BoundedSemaphore(2)
RUNS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
COMMON = frozenset(
    {"passwordpassword", "password12345678", "customerconnect", "childsupportservices", "letmeinletmein1"}
)


def fault(password: str, email: str) -> str | None:
    """Why this password is refused, or None. Any character is allowed (ASVS 6.2.5)."""
    plain = password.casefold()
    if len(password) < LEAST:
        known = {"least": LEAST, "length": len(password)}
        return str(_("The password needs %(least)d characters or more; this one has %(length)d.", **known))
    if email.casefold() in plain or plain in email.casefold():
        return str(_("The password must not be the e-mail address."))
    if plain in COMMON or _repeats(plain) or any(plain in run for run in RUNS):
        easy = _("This password is easy to guess. Take four or five words that have nothing to do with each other.")
        return str(easy)
    return None


def _repeats(plain: str) -> bool:
    """aaaaaaaaaaaaaaa, abcabcabcabcabc: a unit of at most five characters again and again."""
    return len(set(plain)) < 4 or any((plain[:size] * len(plain))[: len(plain)] == plain for size in range(1, 6))


def hashed(password: str) -> str:
    with TURN:
        return HASHER.hash(password.encode("utf-8", "surrogatepass"))


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one. Without a stored one the same work is done, and the answer is no."""
    with TURN:
        try:
            return HASHER.verify(stored or _nobodys(), password.encode("utf-8", "surrogatepass")) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    return HASHER.hash(secrets.token_bytes(32))
