"""One slow step makes two things of a password that tell nothing of each other."""

from __future__ import annotations

from forms_app.sealing import stretching

SALT, SECRET = bytes(range(16)), bytes(range(32))


def test_the_same_password_salt_and_secret_make_the_same() -> None:
    once = stretching.stretch("four words in a row", SALT, SECRET)

    assert stretching.is_right(stretching.stretch("four words in a row", SALT, SECRET), once.verifier)
    assert once.verifier != once.key


def test_another_password_salt_or_server_makes_something_else() -> None:
    once = stretching.stretch("four words in a row", SALT, SECRET)
    others = (("Four words in a row", SALT, SECRET), ("four words in a row", SALT[::-1], SECRET))

    for password, salt, secret in (*others, ("four words in a row", SALT, SECRET[::-1])):
        other = stretching.stretch(password, salt, secret)
        assert not stretching.is_right(other, once.verifier) and other.key != once.key
