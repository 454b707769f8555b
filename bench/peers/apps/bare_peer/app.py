"""The least that does the same: token checked, fifteen fields read, sealed, two rows in one durable transaction."""

import fcntl
import hashlib
import hmac
import json
import os
import re
import secrets
import sqlite3
import threading
import time
import urllib.parse

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from stdnum.us import ssn

DATABASE = os.environ["PEER_DATABASE"]
CIPHER = AESGCM(hashlib.sha256(b"k").digest())
INDEX_KEY, TOKEN_KEY = hashlib.sha256(b"b").digest(), b"c" * 32
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PADDED = 2048
STATES = frozenset(
    (
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH "
        "OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"
    ).split()
)
EMAIL, ZIP = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+\Z"), re.compile(r"\d{5}(-\d{4})?\Z")
DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
LINES = ("first_name", "last_name", "street", "city")
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
]
TABLES = """
create table submission(id integer primary key, ref text not null unique, kind text not null, created real not null,
  due text, status text not null, ssn_bidx blob, payload blob not null);
create index ix_bidx on submission(ssn_bidx);
create index ix_inbox on submission(status, due);
create table outbox(id integer primary key, submission_id integer not null, kind text not null, state text not null,
  run_at real not null, attempts integer not null default 0);
create index ix_out on outbox(state, run_at);
"""
ADD = "insert into submission(ref, kind, created, due, status, ssn_bidx, payload) values(?, ?, ?, ?, ?, ?, ?)"
ADD_MAIL = "insert into outbox(submission_id, kind, state, run_at) values(?, 'email', 'new', ?)"
_mine, _turn = threading.local(), threading.Lock()


def _connection():
    if not hasattr(_mine, "connection"):
        _mine.connection = sqlite3.connect(DATABASE, timeout=30, isolation_level=None)
        _mine.connection.execute("PRAGMA journal_mode=WAL")
        _mine.connection.execute("PRAGMA synchronous=FULL")
        _mine.lock = os.open(DATABASE + ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    return _mine.connection


def app(environment, start):
    if environment["PATH_INFO"] == "/hello":
        start("200 OK", HEADERS)
        return [b"Hello, world!"]
    person = environment.get("HTTP_COOKIE", "").partition("sid=")[2][:43] or secrets.token_urlsafe(32)
    token = hmac.digest(TOKEN_KEY, person.encode(), "sha256").hex()
    if environment["REQUEST_METHOD"] == "GET":
        start("200 OK", [*HEADERS, ("Set-Cookie", f"sid={person}; HttpOnly")])
        return [f'<form method=post><input name="csrf_token" value="{token}">'.encode(), b" " * 5000]
    body = environment["wsgi.input"].read(int(environment["CONTENT_LENGTH"])).decode()
    answers = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
    if not (hmac.compare_digest(answers.pop("csrf_token", ""), token) and _good(answers)):
        start("422 Unprocessable", HEADERS)
        return [b"bad"]
    start("303 See Other", [*HEADERS, ("Location", f"/done/{_store(answers)}")])
    return [b""]


def _good(answers):
    return (
        all(0 < len(answers.get(name, "")) <= 120 for name in LINES)
        and DAY.match(answers.get("dob", ""))
        and ZIP.match(answers.get("zip", ""))
        and answers.get("state") in STATES
        and answers.get("language") in ("en", "es")
        and answers.get("relationship") in ("mother", "father", "guardian")
        and answers.get("consent")
        and len(answers.get("notes", "")) <= 2000
        and (not answers.get("email") or EMAIL.match(answers["email"]))
        and (not answers.get("ssn") or ssn.is_valid(answers["ssn"]))
    )


def _store(answers):
    number = answers.get("ssn", "")
    reference, nonce = "E-" + "".join(secrets.choice(ALPHABET) for _ in range(10)), os.urandom(12)
    sealed = b"\1" + nonce + CIPHER.encrypt(nonce, json.dumps(answers).encode().ljust(PADDED), reference.encode())
    index = hmac.digest(INDEX_KEY, number.encode(), "sha256") if number else None
    now, connection = time.time(), _connection()
    with _turn:
        fcntl.flock(_mine.lock, fcntl.LOCK_EX)
        try:
            connection.execute("BEGIN IMMEDIATE")
            added = connection.execute(ADD, (reference, "enroll", now, "2026-12-22", "new", index, sealed))
            connection.execute(ADD_MAIL, (added.lastrowid, now))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        finally:
            fcntl.flock(_mine.lock, fcntl.LOCK_UN)
    return reference


if __name__ == "__main__":
    _connection().executescript(TABLES)
