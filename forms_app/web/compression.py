"""Form pages go out compressed: on an old phone's connection the bytes are what she waits for.

A page that holds both a secret and what a stranger could make the browser send would tell of the secret by its length
(BREACH). Here no page says what an address holds, a post from another site is answered with nothing of it, the token
is masked anew in every answer, and each answer is longer by a random number of bytes.
"""

from __future__ import annotations

import secrets
import struct
import zlib

from flask import Flask, Response, request

LEAST = 1000  # bytes; less goes into one packet anyway
LEVEL = 6
MOST_RANDOM = 64
_HEAD = b"\x1f\x8b\x08\x08\0\0\0\0\0\xff"  # RFC 1952: deflate, with a file name, no time, no system


def install(app: Flask) -> None:
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype != "text/html" or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    page = response.get_data()
    if len(page) >= LEAST and "Content-Encoding" not in response.headers and request.accept_encodings["gzip"]:
        response.set_data(gzip_page(page))
        response.headers["Content-Encoding"] = "gzip"
    return response


def gzip_page(page: bytes) -> bytes:
    """As gzip would, with a file name of random length, which every reader passes over."""
    name = b"x" * secrets.randbelow(MOST_RANDOM)
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(page) + deflate.flush()
    return b"".join((_HEAD, name, b"\0", packed, struct.pack("<II", zlib.crc32(page), len(page) & 0xFFFFFFFF)))
