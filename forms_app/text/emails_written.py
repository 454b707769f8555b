"""E-mail addresses as people copy and write them: with a name, in brackets, with the full stop of a sentence."""

from __future__ import annotations

import re

# Of other keyboards; and what telephones make of apostrophes and hyphens, which no address has.
_PLAIN = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_PLAIN |= str.maketrans("﹫。｡‘’ʼ‐‑–—", "@..'''----")
_LINK = re.compile(r"(?i)(?:mailto:\s*|https?://)([^?/]*).*")  # also as telephones complete it
_BRACKETED = re.compile(r"([^<>]*)<\s*([^<>]*)>([^<>@]*)")
_LABEL = re.compile(r"[^@:]*:\s*(?=[^\s@]+\s*@)")  # E-mail: …, Correo: …
# Endings that no address has (IANA's root zone), and what the fingers meant.
_SLIPS = {
    **dict.fromkeys(("con", "cmo", "ocm", "comm", "coom", "vom", "xom", "cim", "c0m"), "com"),
    "nte": "net",
    "ogr": "org",
}
_ENDS = ".…!?"
_QUOTES = "\"'“”„‘’«»`"
_AROUND = " \t,;:()[]{}<>"


def read(typed: str) -> str:
    """The address without what stands around it; whether it is one, nobody has looked yet."""
    text = _LABEL.sub("", _LINK.sub(r"\1", _inner(typed.translate(_PLAIN)).strip(_AROUND)), count=1)
    while (bare := _without_quotes(text.strip(_AROUND).rstrip(_ENDS))) != text:
        text = bare
    local, at, domain = text.rpartition("@")
    # A keyboard's completion puts blanks there. Behind a full stop they may divide two sentences: those stay.
    return local.rstrip() + at + re.sub(r"\s+\.", ".", domain.lstrip()) if at else text


def meant(address: str) -> str:
    """The address that was meant, where its ending was mistyped; else nothing."""
    before, _dot, ending = address.rpartition(".")
    return f"{before}.{_SLIPS[ending]}" if ending in _SLIPS else ""


def can_be_mailed(address: str) -> bool:
    """Whether a mail server without SMTPUTF8 (RFC 6531) takes it: a domain in another script has an ASCII form."""
    return address.rpartition("@")[0].isascii()


def _inner(text: str) -> str:
    """Of Ana Ruiz <ana@example.org> what stands in the brackets, unless another address stands before them."""
    found = _BRACKETED.fullmatch(text)
    if not found:
        return text
    before, address = found[1].strip(_AROUND + _QUOTES).casefold(), found[2].strip()
    return address if "@" not in before or before == address.casefold() else text


def _without_quotes(text: str) -> str:
    """Without quotation marks around all of it; one apostrophe alone may belong to a name."""
    return text[1:-1].strip() if len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES else text
