"""Speaks FastAGI with an Asterisk: a few commands of its Gateway Interface, a line each way.

Our own reader of it, because the libraries for it put what the other side says, the keys of a caller too, into the text
of their exceptions, and read lines of any length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BufferedIOBase

LONGEST_LINE = 4096
MOST_GREETINGS = 200  # lines of variables before the first command
ALL_KEYS = "0123456789*#"
_CALLER = re.compile(rb"agi_callerid: \+?(\d{3,15})")
_ANSWER = re.compile(rb"(\d{3})[ -](?:result=(-?\d+))?(?: \(([A-Z]*)\))?")


class Gone(Exception):
    """The caller has hung up, or Asterisk is gone. Its text is always empty."""


class Asterisk:
    """One call, as Asterisk hands it over. `caller`: the number of its telephone, empty where it is not told."""

    def __init__(self, reading: BufferedIOBase, writing: BufferedIOBase) -> None:
        self._reading, self._writing, self.caller = reading, writing, ""
        for _ in range(MOST_GREETINGS):
            line = self._line().strip()
            if not line:
                return
            if found := _CALLER.fullmatch(line):
                self.caller = found[1].decode()
        raise Gone

    def answer(self) -> None:
        self._ask("ANSWER")

    def play(self, sounds: Sequence[str]) -> str:
        """The key that cut it off; empty if all was heard to its end. `sounds`: paths without their ending."""
        for sound in sounds:
            if key := self._key(self._ask(f'STREAM FILE "{sound}" "{ALL_KEYS}"')):
                return key
        return ""

    def wait(self, seconds: int) -> str:
        """The next key; empty if none comes in time."""
        return self._key(self._ask(f"WAIT FOR DIGIT {seconds * 1000}"))

    def dial(self, extension: str, seconds: int) -> bool:
        """Whether somebody there picked up; it comes back when they have spoken, which without `g` it does not."""
        self._ask(f'EXEC Dial "{extension},{seconds},g"')
        return self._named(self._ask("GET VARIABLE DIALSTATUS")) == b"ANSWER"

    def hang_up(self) -> None:
        self._ask("HANGUP")

    def _ask(self, command: str) -> re.Match[bytes]:
        try:
            self._writing.write(f"{command}\n".encode())
            self._writing.flush()
        except OSError:
            raise Gone from None
        answer = _ANSWER.match(self._line())
        if answer is None or answer[1] != b"200" or answer[2] == b"-1":
            raise Gone
        return answer

    def _line(self) -> bytes:
        """The next line. HANGUP comes unasked, in place of an answer or before it."""
        try:
            line = self._reading.readline(LONGEST_LINE)
        except OSError:
            raise Gone from None
        if not line.endswith(b"\n") or line.strip() == b"HANGUP":
            raise Gone
        return line

    @staticmethod
    def _key(answer: re.Match[bytes]) -> str:
        code = int(answer[2] or 0)
        return chr(code) if chr(code) in ALL_KEYS else ""

    @staticmethod
    def _named(answer: re.Match[bytes]) -> bytes:
        return answer[3] or b""
