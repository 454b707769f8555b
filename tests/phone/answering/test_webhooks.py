"""A hosted number is answered as the engine says: walks by signed requests, and a carrier that repeats and cuts off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from flask.testing import FlaskClient
from support.asterisk_side import NUMBERS
from support.phone_line import LINE, OPEN, engine
from werkzeug.test import TestResponse

from forms_app.phone import made_up, walks
from forms_app.phone.answering import carrier_token, signature, webhooks
from forms_app.phone.walking import Run
from forms_app.phone.walks import Step, Walk
from forms_app.settings import SettingsError

TOKEN, URL = "0123456789abcdef0123456789abcdef", "https://phone.example.org"
DESKS = {"local": "+12135550100", "sdu": "+12135550101"}
WALKS = [
    walk
    for walk in walks.load(Path("tests/data/walks.yaml"), LINE)
    if not walk.caller and "0 is a digit" not in walk.name
]


class Carrier:
    """One call of a hosted number: asks, reads the answer, and sends on what the caller does."""

    def __init__(self, client: FlaskClient, name: str = "CA1") -> None:
        self.client, self.name, self.said = client, name, list[str]()
        self.dialled: list[str] = []
        self.next = "/voice"
        self.take({})

    def take(self, fields: dict[str, str]) -> None:
        answer = self.ask(self.next, fields)
        assert answer.status_code == 200
        self.document = Xml.fromstring(answer.data)  # noqa: S314 - our own
        self.said += [say.text or "" for say in self.document.iter("Say")]
        self.dialled += [dial.text or "" for dial in self.document.iter("Dial")]
        going_on = [verb for verb in self.document.iter() if verb.get("action")]
        self.next = str(going_on[0].get("action")) if going_on else ""

    def ask(self, path: str, fields: dict[str, str], token: str = TOKEN) -> TestResponse:
        every = {"CallSid": self.name, "CallStatus": "in-progress", **fields}
        signed = signature.sign(token, f"{URL}{path}", {name: [value] for name, value in every.items()})
        return self.client.post(path, data=every, headers={"X-Twilio-Signature": signed})


def requests_for(step: Step) -> Iterator[dict[str, str]]:
    act, value = step
    if act == "identify":
        yield from ({"Digits": number} for number in NUMBERS[value])
    elif act == "key":
        yield {"Digits": value.removesuffix("#") or value}
    else:
        said = {"say": {"SpeechResult": value}, "silence": {}, "hangup": {"CallStatus": "completed"}}
        yield (said | {"not_answered": {"DialCallStatus": "no-answer"}})[act]


def client(walk: Walk | None = None) -> FlaskClient:
    at = walk.at if walk else OPEN
    return webhooks.create(lambda: engine(at), DESKS, TOKEN, URL).test_client()


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_a_walk_says_what_the_engine_says_and_rings_whom_it_names(walk: Walk) -> None:
    run = Run(engine(walk.at), made_up.PARTICIPANT_ID)
    for act, value in walk.steps:
        run.take(act, value)
    carrier = Carrier(client(walk))
    for step in walk.steps:
        for fields in requests_for(step):
            if carrier.next:
                carrier.take(fields)

    assert carrier.said == [sentence.spoken for turn in run.turns for sentence in turn.says]
    assert carrier.dialled == [DESKS[turn.transfer] for turn in run.turns if turn.transfer]


def test_a_number_is_taken_by_keys_alone_and_no_speech_is_sent_away() -> None:
    carrier = Carrier(client())
    for fields in ({"Digits": "1"}, {"Digits": "1"}):
        carrier.take(fields)
    [gather] = carrier.document.iter("Gather")

    assert gather.get("input") == "dtmf" and gather.get("finishOnKey") == "#"
    assert gather.get("timeout") == "10" and gather.get("actionOnEmptyResult") == "true"


def test_a_request_that_comes_twice_or_too_late_changes_nothing() -> None:
    carrier = Carrier(client())
    carrier.take({"Digits": "1"})
    second = carrier.next
    carrier.take({"Digits": "2"})
    standing = carrier.ask(carrier.next.replace("turn=3", "turn=99"), {"Digits": "6"}).data

    assert carrier.ask(second, {"Digits": "2"}).data == standing == carrier.ask("/voice", {}).data


def test_two_calls_do_not_meet() -> None:
    both = client()
    one, other = Carrier(both, "CA1"), Carrier(both, "CA2")
    one.take({"Digits": "2"})
    other.take({"Digits": "1"})

    assert one.said[-1].startswith("Para hablar") and other.said[-1].startswith("To speak")


def test_whoever_cannot_sign_is_refused() -> None:
    carrier = Carrier(client())
    assert carrier.ask("/voice", {"Digits": "1"}, token="another").status_code == 403
    assert carrier.client.post("/voice", data={"CallSid": "CA1"}).status_code == 403
    assert carrier.client.post("/voice", data=b"\xff", content_type="text/plain").status_code == 400


def test_a_signature_is_the_one_that_the_carrier_documents() -> None:
    """The example of twilio.com/docs/usage/security."""
    fields = {"CallSid": "CA1234567890ABCDE", "Caller": "+14158675309", "Digits": "1234", "From": "+14158675309"}
    every = {name: [value] for name, value in (fields | {"To": "+18005551212"}).items()}
    given = "RSOYDt4T1cUTdK1PDd93/VVr8B8="

    assert signature.is_right("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", every, given)


def test_neither_number_nor_pin_stands_in_an_answer_an_address_or_a_log(capfd: pytest.CaptureFixture[str]) -> None:
    carrier = Carrier(client())
    for fields in ({"Digits": "1"}, {"Digits": "1"}, {"Digits": made_up.PARTICIPANT_ID}, {"Digits": made_up.PIN}):
        carrier.take(fields)
        document = Xml.tostring(carrier.document, "unicode") + "".join(capfd.readouterr())
        assert made_up.PIN not in document and made_up.PARTICIPANT_ID not in document


@pytest.mark.parametrize(("held", "said"), [(None, "is missing"), ("short", "too short")])
def test_a_token_that_is_none_stops_the_start(tmp_path: Path, held: str | None, said: str) -> None:
    (tmp_path / "phone").mkdir()
    if held:
        (tmp_path / carrier_token.FILE).write_text(held, "utf-8")
    with pytest.raises(SettingsError, match=said):
        carrier_token.read(tmp_path)
