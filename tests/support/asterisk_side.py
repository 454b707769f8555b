"""The other end of FastAGI: an Asterisk whose caller does what a walk says, written from its documentation."""

from __future__ import annotations

import re
import socket
import threading
from collections import deque
from pathlib import Path

from forms_app.phone import made_up
from forms_app.phone.answering.agi import Asterisk, Gone
from forms_app.phone.answering.conversation import Answering
from forms_app.phone.walks import Step, Walk

GREETING = b"agi_network: yes\nagi_request: agi://127.0.0.1/\nagi_callerid: 2135550100\n\n"
NUMBERS = {"right": (made_up.PARTICIPANT_ID, made_up.PIN), "wrong": (made_up.PARTICIPANT_ID, made_up.WRONG_PIN)}


def keys_of(step: Step) -> str:
    """What the caller presses: S for nothing in time, H to hang up, N where nobody picks up."""
    act, value = step
    if act == "identify":
        return "".join(f"{number}#" for number in NUMBERS[value])
    return value if act == "key" else {"silence": "S", "hangup": "H", "not_answered": "N"}[act]


class Caller:
    """One scripted call. `played`: the names of the recordings; `dialled`: what rang; `waits`: seconds for a key."""

    def __init__(self, keys: str, *, cuts_in: bool = False) -> None:
        self.keys, self.cuts_in = deque(keys), cuts_in
        self.played: list[str] = []
        self.dialled: list[str] = []
        self.waits: list[float] = []

    def serve(self, line: socket.socket) -> None:
        """Answer each command until the caller is gone; then close, as Asterisk does."""
        with line, line.makefile("rwb") as stream:
            stream.write(GREETING)
            stream.flush()
            for command in stream:
                answer = self._answer(command.decode().strip())
                stream.write(answer)
                stream.flush()
                if answer == b"HANGUP\n" or command == b"HANGUP\n":
                    return

    def _answer(self, command: str) -> bytes:
        if found := re.match(r'STREAM FILE "(.+?)" "', command):
            self.played.append(Path(found[1]).name)
            return self._pressed(cut=True) if self.cuts_in and self._next_is_key() else b"200 result=0 endpos=8000\n"
        if command.startswith("WAIT FOR DIGIT"):
            self.waits.append(int(command.split()[-1]) / 1000)
            return self._pressed()
        if found := re.match(r'EXEC Dial "(.+?),', command):
            self.dialled.append(found[1])
            return b"200 result=0\n"
        if command.startswith("GET VARIABLE"):
            return b"200 result=1 (NOANSWER)\n" if self._take("N") else b"200 result=1 (ANSWER)\n"
        return b"200 result=0\n"

    def _next_is_key(self) -> bool:
        return bool(self.keys) and self.keys[0] not in "SHN"

    def _pressed(self, *, cut: bool = False) -> bytes:
        key = self.keys.popleft() if self.keys else "H"
        if key == "H":
            return b"HANGUP\n"
        code = 0 if key == "S" else ord(key)
        return f"200 result={code}{' endpos=400' if cut else ''}\n".encode()

    def _take(self, sign: str) -> bool:
        found = bool(self.keys) and self.keys[0] == sign
        if found:
            self.keys.popleft()
        return found


def called(answering: Answering, walk: Walk, *, cuts_in: bool = False) -> Caller:
    """The walk over a real pair of sockets."""
    caller = Caller("".join(map(keys_of, walk.steps)), cuts_in=cuts_in)
    ours, theirs = socket.socketpair()
    other_side = threading.Thread(target=caller.serve, args=(theirs,))
    other_side.start()
    with ours, ours.makefile("rb") as reading, ours.makefile("wb") as writing:
        talk(answering, Asterisk(reading, writing))
        ours.shutdown(socket.SHUT_RDWR)
    other_side.join()
    return caller


def talk(answering: Answering, asterisk: Asterisk) -> None:
    try:
        answering.talk(asterisk)
    except Gone:
        return
