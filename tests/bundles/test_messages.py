"""What is handed in to the inside comes out as it was; whatever else lies there is nothing, and is not repeated."""

from __future__ import annotations

import json

import pytest

from forms_app.bundles import messages
from forms_app.bundles.messages import Activation, NotAMessage, Order

WHOLE = Activation("10001", "1234567890123452", b"\x00\xff" * 624, "es"), Order(b"k" * 32, b'{"a":1}', b"s" * 64)


@pytest.mark.parametrize("message", WHOLE, ids=["activation", "order"])
def test_a_message_comes_out_as_it_was_handed_in(message: messages.Message) -> None:
    assert messages.decode(messages.encode(message)) == message


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\xff", b"[]", b"null", b"{}", b'{"version": 1, "kind": "open everything"}'),
        *(b'{"version": 2, "kind": "order"}', b'{"version": 1, "kind": "order", "key_id": "%%%"}'),
        json.dumps({"version": 1, "kind": "activation", "participant_id": "10001"}).encode(),
        messages.encode(WHOLE[0])[:-1] + b', "state": "open"}',
    ],
)
def test_what_is_no_message_is_refused_and_not_repeated(data: bytes) -> None:
    with pytest.raises(NotAMessage) as told:
        messages.decode(data)
    assert "10001" not in str(told.value)
