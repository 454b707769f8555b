"""What a caller is asked for by keys before something is done for her: the steps of each deed, and their rules.

Whatever is entered stays in the call until all of it is there. Who hangs up before that has done nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from forms_app.phone import pins
from forms_app.phone.said.figures import Code, Figure
from forms_app.sealing import codes

OPEN, PIN, STATUS = "open", "pin", "status"
CONTACT, EMPLOYMENT, APPLICATION = "contact", "employment", "application"
CALL_BACKS = (CONTACT, EMPLOYMENT, APPLICATION)
REFERENCE_KEYS = 8
YES = "1"
BACK_ONE = "pins_differ"  # the fault after which the step before is asked again
_DIALLED = re.compile(r"1?([2-9]\d{2}[2-9]\d{6})")
Fault = Callable[[str, Sequence[str], str], str]


@dataclass(frozen=True, slots=True)
class Step:
    """`ask`: the sentence that asks for it; `fault`: the one that says what is wrong with what came, or nothing: of the
    digits, of what was entered before, and of the number of whoever is known. `is_key`: one key, without the pound."""

    ask: str
    fault: Fault
    is_key: bool = False
    figures: Callable[[Sequence[str]], Mapping[str, Figure]] = lambda _entered: {}


def _length(least: int, most: int, wrong: str) -> Fault:
    return lambda digits, _entered, _number: "" if least <= len(digits) <= most else wrong


def _code(length: int, wrong: str) -> Fault:
    def fault(digits: str, _entered: Sequence[str], _number: str) -> str:
        try:
            codes.read(digits, length)
        except codes.NotACode:
            return wrong
        return ""

    return fault


def _new_pin(digits: str, entered: Sequence[str], number: str) -> str:
    rule = pins.fault(digits, number or entered[0])
    return f"pin_{rule}" if rule else ""


def _again(digits: str, entered: Sequence[str], _number: str) -> str:
    return "" if digits == entered[-1] else BACK_ONE


def dialled(digits: str) -> str:
    """A number of this country as it is dialled here, without a 1; nothing for any other."""
    found = _DIALLED.fullmatch(digits)
    return found[1] if found else ""


def _grouped(entered: Sequence[str]) -> Mapping[str, Figure]:
    number = dialled(entered[0])
    return {"number": Code(f"{number[:3]}-{number[3:6]}-{number[6:]}")}


NEW_PIN = (Step("ask_new_pin", _new_pin), Step("ask_pin_again", _again))
CALL_BACK = (
    Step("ask_phone", lambda digits, _entered, _number: "" if dialled(digits) else "no_phone"),
    Step("confirm_phone", lambda key, _entered, _number: "" if key == YES else "wrong_1", True, _grouped),
)
SCRIPTS: Mapping[str, tuple[Step, ...]] = {
    OPEN: (
        Step("ask_number", _length(4, 20, "no_number")),
        Step("ask_code", _code(codes.ACTIVATION, "no_code")),
        *NEW_PIN,
    ),
    PIN: NEW_PIN,
    STATUS: (
        Step("ask_reference", _length(REFERENCE_KEYS, REFERENCE_KEYS, "no_reference")),
        Step("ask_receipt_code", _code(codes.LENGTH, "no_receipt_code")),
    ),
    **dict.fromkeys(CALL_BACKS, CALL_BACK),
}
