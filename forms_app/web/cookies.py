"""Cookies that one app sets for itself: for its own host only, Secure behind TLS, read by no script."""

from __future__ import annotations

from werkzeug.wrappers import Response


def name_of(name: str, *, behind_tls: bool) -> str:
    """Behind TLS the browser itself refuses the cookie to anyone but this host."""
    return f"__Host-{name}" if behind_tls else name


def set_cookie(response: Response, name: str, text: str, *, behind_tls: bool, max_age: int | None = None) -> None:
    """Without `max_age` it goes with the browser's session."""
    name = name_of(name, behind_tls=behind_tls)
    response.set_cookie(name, text, max_age, path="/", secure=behind_tls, httponly=True, samesite="Strict")


def expire(response: Response, name: str, *, behind_tls: bool) -> None:
    name = name_of(name, behind_tls=behind_tls)
    response.delete_cookie(name, path="/", secure=behind_tls, httponly=True, samesite="Strict")
