"""Seals what was answered and stores it with a mail to send; the reference."""

import hashlib
import hmac
import json
import os
import secrets
import time

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from .models import Outbox, Submission

CIPHER = AESGCM(hashlib.sha256(b"k").digest())
INDEX_KEY = hashlib.sha256(b"b").digest()
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PADDED = 2048


def store(kind, answers):
    reference = "E-" + "".join(secrets.choice(ALPHABET) for _ in range(10))
    number = answers.get("ssn") or ""
    plain, nonce = json.dumps(answers, default=str).encode().ljust(PADDED), os.urandom(12)
    sealed = b"\1" + nonce + CIPHER.encrypt(nonce, plain, reference.encode())
    index = hmac.digest(INDEX_KEY, number.replace("-", "").encode(), "sha256") if number else None
    with transaction.atomic():
        sent = Submission.objects.create(
            ref=reference,
            kind=kind,
            created=time.time(),
            due="2026-12-22",
            status="new",
            ssn_bidx=index,
            payload=sealed,
        )
        Outbox.objects.create(submission=sent, kind="email", state="new", run_at=time.time())
    return reference
