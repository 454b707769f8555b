"""What is sealed to a holder only she opens, by each of her own ways; what she signed nobody can change."""

from __future__ import annotations

import secrets

import pytest

from forms_app.sealing import owner_keys
from forms_app.sealing.owner_keys import NotHers, OwnerKeys, PublicKeys
from forms_app.sealing.unseal import CannotOpen


def test_what_is_sealed_to_her_only_she_opens_and_only_in_its_place() -> None:
    hers, anothers = OwnerKeys.generate(), OwnerKeys.generate()
    sealed = hers.public.sealing_key.seal(b"a balance", "money 7")

    assert hers.open(hers.public, sealed, "money 7") == b"a balance"
    for keys, public, context in ((hers, hers.public, "money 8"), (anothers, anothers.public, "money 7")):
        with pytest.raises(CannotOpen):
            keys.open(public, sealed, context)


@pytest.mark.parametrize("way", ["password", "recovery", "session"])
def test_each_way_unwraps_the_same_keys_and_no_other_secret_or_way_does(way: str) -> None:
    keys, secret = OwnerKeys.generate(), secrets.token_bytes(32)
    wrapped = keys.wrap(secret, way, keys.public)

    assert owner_keys.unwrap(wrapped, secret, way, keys.public).public == keys.public
    for other in ((secrets.token_bytes(32), way, keys.public), (secret, way + "2", keys.public)):
        with pytest.raises(NotHers):
            owner_keys.unwrap(wrapped, *other)


def test_a_wrapping_put_beside_anothers_public_keys_does_not_open() -> None:
    hers, anothers, secret = OwnerKeys.generate(), OwnerKeys.generate(), secrets.token_bytes(32)

    with pytest.raises(NotHers):
        owner_keys.unwrap(hers.wrap(secret, "password", hers.public), secret, "password", anothers.public)


def test_a_signature_holds_for_these_words_and_this_signer_alone() -> None:
    hers, anothers = OwnerKeys.generate(), OwnerKeys.generate()
    signature = hers.sign(b"new telephone")

    hers.public.verify(b"new telephone", signature)
    for public, message in ((hers.public, b"new telephone."), (anothers.public, b"new telephone")):
        with pytest.raises(NotHers):
            public.verify(message, signature)


@pytest.mark.parametrize("length", [0, 1247, 1249])
def test_bytes_of_another_length_are_no_public_keys(length: int) -> None:
    with pytest.raises(NotHers):
        PublicKeys(bytes(length))


def test_what_she_keeps_herself_opens_as_what_is_sealed_to_her_does() -> None:
    hers, others = OwnerKeys.generate(), OwnerKeys.generate()
    kept, sealed = hers.keep(b"what she sent", "request 1"), hers.public.sealing_key.seal(b"what she sent", "request 1")

    assert {hers.open(hers.public, one, "request 1") for one in (kept, sealed)} == {b"what she sent"}
    wrong = [(hers, kept, "request 2"), (others, kept, "request 1"), (hers, kept[:-1], "request 1")]
    for keys, box, context in [*wrong, (hers, kept[:5], "request 1"), (hers, b"", "request 1")]:
        with pytest.raises(CannotOpen):
            keys.open(keys.public, box, context)
