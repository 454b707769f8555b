"""The form of fifteen fields with Flask-WTF, Flask-Babel and SQLAlchemy's ORM, each as its documentation has it."""

import hashlib
import hmac
import json
import os
import secrets
import time

import flask_babel
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, redirect, render_template, request, session, url_for
from flask_wtf import CSRFProtect
from forms import EnrollForm
from sqlalchemy import ForeignKey, Index, LargeBinary, String, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

CIPHER = AESGCM(hashlib.sha256(b"k").digest())
INDEX_KEY = hashlib.sha256(b"b").digest()
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PADDED = 2048
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
engine = create_engine(f"sqlite:///{os.environ['PEER_DATABASE']}")


@event.listens_for(engine, "connect")
def _durable(connection, _record):
    connection.isolation_level = None
    for setting in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=on"):
        connection.execute(f"PRAGMA {setting}")


@event.listens_for(engine, "begin")
def _begin(connection):
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class Base(DeclarativeBase):
    pass


class Submission(Base):
    __tablename__ = "submission"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str]
    created: Mapped[float]
    due: Mapped[str | None]
    status: Mapped[str]
    ssn_bidx: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (Index("ix_inbox", "status", "due"),)


class Outbox(Base):
    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    kind: Mapped[str]
    state: Mapped[str]
    run_at: Mapped[float]
    attempts: Mapped[int] = mapped_column(default=0)
    __table_args__ = (Index("ix_out", "state", "run_at"),)


Session = sessionmaker(engine, expire_on_commit=False)
app = Flask(__name__)
app.config.update(SECRET_KEY="x" * 32, BABEL_DEFAULT_LOCALE="en", MAX_CONTENT_LENGTH=64 * 1024)


def _language():
    wanted = request.args.get("lang")
    if wanted in ("en", "es"):
        session["lang"] = wanted
        return wanted
    return session.get("lang") or request.accept_languages.best_match(["en", "es"]) or "en"


flask_babel.Babel(app, locale_selector=_language)
CSRFProtect(app)
app.jinja_env.globals["get_locale"] = flask_babel.get_locale


@app.after_request
def _headers(answer):
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


@app.get("/hello")
def hello():
    return "Hello, world!"


def store(answers):
    reference = "E-" + "".join(secrets.choice(ALPHABET) for _ in range(10))
    number = answers.get("ssn") or ""
    plain, nonce = json.dumps(answers, default=str).encode().ljust(PADDED), os.urandom(12)
    sealed = b"\1" + nonce + CIPHER.encrypt(nonce, plain, reference.encode())
    index = hmac.digest(INDEX_KEY, number.replace("-", "").encode(), "sha256") if number else None
    with Session.begin() as database:
        sent = Submission(
            ref=reference,
            kind="enroll",
            created=time.time(),
            due="2026-12-22",
            status="new",
            ssn_bidx=index,
            payload=sealed,
        )
        database.add(sent)
        database.flush()
        database.add(Outbox(submission_id=sent.id, kind="email", state="new", run_at=time.time()))
    return reference


@app.route("/apply", methods=["GET", "POST"])
def apply():
    form = EnrollForm()
    if form.validate_on_submit():
        answers = {name: answer for name, answer in form.data.items() if name != "csrf_token"}
        return redirect(url_for("done", ref=store(answers)), 303)
    return render_template("form.html", form=form), 422 if form.errors else 200


@app.get("/done/<ref>")
def done(ref):
    return render_template("done.html", ref=ref)


if __name__ == "__main__":
    Base.metadata.create_all(engine)
