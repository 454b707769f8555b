"""Passwords: what is refused when one is chosen, and a slow hash that only two requests compute at a time."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from forms_app.i18n.translation import gettext as _

LEAST = 15
# OWASP's profile: 19 MiB, two passes, one lane. The library's default could take 512 MiB under eight threads.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
TURN = threading.BoundedSemaphore(2)
GUESSES = 10**13  # four common words in a row have more, everything that is tried first has fewer
LONGEST_LOOKED_AT = 72  # characters; from there on what stands before them decides
# What whoever knows this house tries first (ASVS 6.2.11); the words of the account's own login come to them.
HOUSE = """customer connect customerconnect child support childsupport services county losangeles los angeles california
agency cssd dcss lcsa case worker caseworker complaint hearing statehearing enrollment inquiry ombudsperson ombudsman
supervisor administrator admin staff inbox manutencion manutención hijos menores queja audiencia estatal condado
solicitud contraseña contrasena clave usuario personal oficina trabajo demonstration"""
# Long and known to everybody, so that no rule about words or characters makes them better.
FAMOUS = """correcthorsebatterystaple tobeornottobe thatisthequestion thequickbrownfox jumpsoverthelazydog
maryhadalittlelamb twinkletwinklelittlestar maytheforcebewithyou onceuponatime loremipsumdolorsitamet
fourscoreandsevenyearsago wethepeople ihaveadream happybirthdaytoyou openthedoorplease padrenuestroqueestas
enunlugardelamancha mipasswordessegura estaesmicontraseña estaesmicontrasena thisismypassword mysecretpassword
donttellanyone letmeinplease iforgotmypassword"""
_KNOWN = [*HOUSE.split(), *FAMOUS.split()]


def fault(password: str, login: str, is_login: str, own: Iterable[str] = ()) -> str | None:
    """Why this password is refused, or None. Any character is allowed (ASVS 6.2.5).

    `is_login` is said of one that is the login, holds it or is a part of it. `own`: what others know of the person.
    """
    plain, own_login = password.casefold(), login.casefold()
    if len(password) < LEAST:
        lengths = {"least": LEAST, "length": len(password)}
        return str(_("The password needs %(least)d characters or more; this one has %(length)d.", **lengths))
    if own_login in plain or plain in own_login:
        return is_login
    if _guesses(plain, [*re.findall(r"\w{3,}", own_login), *(word.casefold() for word in own)]) < GUESSES:
        easy = _("This password is easy to guess. Take four or five words that have nothing to do with each other.")
        return str(easy)
    return None


def _guesses(plain: str, own: list[str]) -> int:
    """How many tries it would take who knows common passwords, words, keyboards, years and this house (ASVS 6.2.4)."""
    from zxcvbn import zxcvbn  # its lists are large, and needed only where a password is chosen

    user_inputs = [*_KNOWN, *own]
    return int(zxcvbn(plain[:LONGEST_LOOKED_AT], user_inputs=user_inputs, max_length=LONGEST_LOOKED_AT)["guesses"])


def hash_of(password: str) -> str:
    with TURN:
        return HASHER.hash(password.encode("utf-8", "surrogatepass"))


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one. Without a stored one the same work is done, and the answer is no."""
    with TURN:
        try:
            return HASHER.verify(stored or _nobodys(), password.encode("utf-8", "surrogatepass")) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False


def check(stored: str | None, password: str) -> bytes | None:
    """As a Realm asks: None if it is wrong. A right one opens nothing here, so it is no bytes."""
    return b"" if matches(stored, password) else None


@cache
def _nobodys() -> str:
    return HASHER.hash(secrets.token_bytes(32))
