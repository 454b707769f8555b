"""Tells a post from our own page from one that another site made a browser send: origin, and a token in the page."""

from __future__ import annotations

import hmac
import secrets

from flask import Request, abort

TOKEN_BYTES = 16


def refuse_cross_site(request: Request) -> None:
    """End a post that another site made this browser send: 400, nothing echoed.

    Under our own `no-referrer` a browser says `Origin: null` even to us; then Sec-Fetch-Site or the token decides.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(400)
    origin = request.headers.get("Origin", "null")
    if origin not in ("null", f"https://{request.host}", f"http://{request.host}"):
        abort(400)


def token(key: bytes, bound_to: bytes) -> str:
    """The anti-forgery token of a cookie, masked anew each time it is asked for; good for as long as the cookie is."""
    mask = secrets.token_bytes(TOKEN_BYTES)
    return (mask + _apply_mask(mask, _plain_token(key, bound_to))).hex()


def is_token(key: bytes, bound_to: bytes, given: list[str] | None) -> bool:
    try:
        sent = bytes.fromhex(given[0] if given else "")
    except ValueError:
        return False
    mask, masked = sent[:TOKEN_BYTES], sent[TOKEN_BYTES:]
    return len(masked) == TOKEN_BYTES and hmac.compare_digest(_apply_mask(mask, masked), _plain_token(key, bound_to))


def _plain_token(key: bytes, bound_to: bytes) -> bytes:
    return hmac.digest(key, bound_to, "sha256")[:TOKEN_BYTES]


def _apply_mask(mask: bytes, plain: bytes) -> bytes:
    """Its own inverse."""
    return (int.from_bytes(mask) ^ int.from_bytes(plain)).to_bytes(TOKEN_BYTES)
