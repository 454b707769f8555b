"""The language of a request is the language of its URL: English at /, Spanish under /es/. Nothing else decides."""

from __future__ import annotations

from flask import has_request_context, request

LANGUAGES = ("en", "es")
NAMES = {"en": "English", "es": "Español"}


def language() -> str:
    """The language of the present request; English outside of one."""
    return language_of(request.path) if has_request_context() else "en"


def language_of(path: str) -> str:
    return "es" if path == "/es" or path.startswith("/es/") else "en"


def path_in(path: str, wanted: str) -> str:
    """The same page in the wanted language; never //host, which a browser takes for another site."""
    plain = "/" + (path[3:] if language_of(path) == "es" else path).lstrip("/\\")
    return "/es" + plain if wanted == "es" else plain


def peer(present: str) -> str:
    return "en" if present == "es" else "es"


def peer_path(path: str) -> str:
    """The same page in the other language."""
    return path_in(path, peer(language_of(path)))
