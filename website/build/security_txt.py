"""Where to report a hole in this site's security (RFC 9116), if the agency names a contact; else no such file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from forms_app.facts.agency import Contact
from forms_app.facts.languages import LANGUAGES

PLACE = Path(".well-known/security.txt")
GOOD_FOR = timedelta(days=364)  # RFC 9116, 2.5.5: less than a year, so that nobody writes where nobody reads


def write(site: Path, contact: Contact | None, address: str) -> None:
    """MkDocs clears the site before it builds, but leaves what begins with a dot: an old file is taken away here."""
    target = site / PLACE
    if contact:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_text(contact, address), "ascii")
    elif target.exists():
        target.unlink()
        target.parent.rmdir()


def _text(contact: Contact, address: str) -> str:
    fields = {
        "Contact": contact.address,
        "Expires": f"{contact.checked + GOOD_FOR}T00:00:00Z",
        "Preferred-Languages": ", ".join(LANGUAGES),
        "Canonical": f"{address.rstrip('/')}/{PLACE}",
    }
    return "".join(f"{name}: {said}\n" for name, said in fields.items())
