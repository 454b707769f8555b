"""What is answered to a hosted number, in the verbs that Twilio, SignalWire and Telnyx read."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from forms_app.phone.answering.conversation import MOST_DIGITS, PATIENCE_SECONDS, RINGS_SECONDS
from forms_app.phone.engine.call import Turn
from forms_app.phone.said.sentences import Sentence

TONGUES = {"en": "en-US", "es": "es-MX"}


def answered(turn: Turn, number: int, *, enters: bool, extension: str = "") -> bytes:
    """The document for this turn; `number` is that of the next, so that a request that comes twice is known."""
    if turn.call.is_over:
        return over()
    response = Xml.Element("Response")
    if turn.transfer:
        _say(response, turn.says)
        dial = Xml.SubElement(response, "Dial", _then(number) | {"timeout": str(RINGS_SECONDS)})
        dial.text = extension
    else:
        _say(_gather(response, turn, number, enters=enters), turn.says)
    return _written(response)


def over() -> bytes:
    """Nothing more to say: the call is at its end."""
    response = Xml.Element("Response")
    Xml.SubElement(response, "Hangup")
    return _written(response)


def _written(response: Xml.Element) -> bytes:
    text: bytes = Xml.tostring(response, "utf-8", xml_declaration=True)
    return text


def _gather(response: Xml.Element, turn: Turn, number: int, *, enters: bool) -> Xml.Element:
    """One key or a word; or a number by keys alone, which nobody listens to and no speech is sent away for."""
    waits = {"timeout": str(PATIENCE_SECONDS), "actionOnEmptyResult": "true"}
    if enters:
        kind = {"input": "dtmf", "numDigits": str(MOST_DIGITS), "finishOnKey": "#"}
    else:
        language = TONGUES[turn.call.language or "en"]
        kind = {"input": "dtmf speech", "numDigits": "1", "finishOnKey": "", "language": language}
    return Xml.SubElement(response, "Gather", _then(number) | waits | kind)


def _say(place: Xml.Element, says: Iterable[Sentence]) -> None:
    for sentence in says:
        Xml.SubElement(place, "Say", {"language": TONGUES[sentence.language]}).text = sentence.spoken


def _then(number: int) -> dict[str, str]:
    return {"action": f"/voice?turn={number}", "method": "POST"}
