"""A test double on a production SIP stack: answers real calls as an Asterisk would, and asks FastAGI what comes next.

    python tests/support/sip_answerer.py SIP_PORT AGENTS_FROM

It needs `pjsua2-python` alone and runs in an environment of the drill's. The number that is called is the port of the
line that answers it; an agent's port is AGENTS_FROM and her number. The SIP, the audio and the keys (RFC 4733) are
PJSIP's; the Gateway Interface is written from Asterisk's documentation. It holds four calls at
most, which is what this PJSIP was made for. Ends when its input does.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import socket
import sys
import time
import wave
from collections import deque
from collections.abc import Callable
from typing import NoReturn

import pjsua2 as pj

HOST = "127.0.0.1"
GREETING = b"agi_network: yes\nagi_request: agi://127.0.0.1/\nagi_uniqueid: 1\n\n"
POLL_MS = 10
Outcome = Callable[[float], bytes | None]  # the answer to a command, once there is one


class Call(pj.Call):  # type: ignore[misc]
    """A call of PJSIP: its audio as soon as there is some, and the keys that were pressed."""

    def __init__(self, account: pj.Account, number: int = pj.PJSUA_INVALID_ID) -> None:
        super().__init__(account, number)
        self.keys: deque[str] = deque()
        self.audio: pj.AudioMedia = None
        self.is_over, self.status = False, 0

    def onCallState(self, _given: pj.OnCallStateParam) -> None:  # noqa: N802
        info = self.getInfo()
        self.is_over, self.status = info.state == pj.PJSIP_INV_STATE_DISCONNECTED, info.lastStatusCode

    def onCallMediaState(self, _given: pj.OnCallMediaStateParam) -> None:  # noqa: N802
        info = self.getInfo()  # held by a name: what it lends would be freed with it
        for index, media in enumerate(info.media):
            if media.type == pj.PJMEDIA_TYPE_AUDIO and media.status == pj.PJSUA_CALL_MEDIA_ACTIVE:
                self.audio = self.getAudioMedia(index)

    def onDtmfDigit(self, given: pj.OnDtmfDigitParam) -> None:  # noqa: N802
        self.keys.append(given.digit)

    def end(self, code: int = 0) -> None:
        if not self.is_over:
            ending = pj.CallOpParam()
            ending.statusCode = code
            self.hangup(ending)


class Line:
    """One caller: her call, the process that answers it, and what is being done for it now."""

    def __init__(self, call: Call, port: int, agents: int) -> None:
        self.call, self.agents = call, agents
        self.told = b""
        self.player: pj.AudioMediaPlayer | None = None
        self.agent: Call | None = None
        self.dialled = "CHANUNAVAIL"
        self.doing: Outcome | None = None
        self.socket: socket.socket | None = socket.create_connection((HOST, port), timeout=5)
        self.socket.sendall(GREETING)
        self.socket.setblocking(False)

    def step(self, now: float) -> bool:
        """Whether the call goes on."""
        if self.socket is None or self.call.is_over:
            self._close()
            return False
        if self.doing and (answer := self.doing(now)):
            self.doing = None
            self.socket.sendall(answer + b"\n")
        if self.doing is None and (command := self._command()):
            self.doing = self._begin(command, now)
        return True

    def _command(self) -> str:
        assert self.socket
        with contextlib.suppress(BlockingIOError):
            got = self.socket.recv(4096)
            self.told += got
            if not got:
                self.call.end()
        line, ended, rest = self.told.partition(b"\n")
        self.told = rest if ended else self.told
        return line.decode() if ended else ""

    def _begin(self, command: str, now: float) -> Outcome:
        for pattern, begin in self._verbs().items():
            if found := re.fullmatch(pattern, command):
                return begin(now, *found.groups())
        return lambda _now: b"510 Invalid or unknown command"

    def _verbs(self) -> dict[str, Callable[..., Outcome]]:
        return {
            r"ANSWER": self._answer,
            r'STREAM FILE "(.+)" "(.*)"': self._play,
            r"WAIT FOR DIGIT (\d+)": self._wait,
            r'EXEC Dial "PJSIP/(\d+),(\d+),g"': self._dial,
            r"GET VARIABLE DIALSTATUS": lambda _now: lambda _: f"200 result=1 ({self.dialled})".encode(),
            r"HANGUP": self._hang_up,
        }

    def _answer(self, _now: float) -> Outcome:
        picking_up = pj.CallOpParam()
        picking_up.statusCode = 200
        self.call.answer(picking_up)
        return lambda _now: b"200 result=0" if self.call.audio else None

    def _play(self, now: float, path: str, _keys: str) -> Outcome:
        with wave.open(f"{path}.wav", "rb") as file:
            until = now + file.getnframes() / file.getframerate()
        self.player = pj.AudioMediaPlayer()
        self.player.createPlayer(f"{path}.wav", pj.PJMEDIA_FILE_NO_LOOP)
        self.player.startTransmit(self.call.audio)
        return lambda now: self._played(self._key(now < until))

    def _played(self, code: int | None) -> bytes | None:
        if code is None:
            return None
        assert self.player
        self.player.stopTransmit(self.call.audio)
        self.player = None
        return f"200 result={code} endpos=8000".encode()

    def _wait(self, now: float, milliseconds: str) -> Outcome:
        until = now + int(milliseconds) / 1000

        def key(now: float) -> bytes | None:
            code = self._key(now < until)
            return None if code is None else f"200 result={code}".encode()

        return key

    def _key(self, in_time: bool) -> int | None:
        """The sign of the next key; 0 when the time is over, nothing until then."""
        if self.call.keys:
            return ord(self.call.keys.popleft())
        return None if in_time else 0

    def _dial(self, now: float, number: str, seconds: str) -> Outcome:
        self.agent, self.dialled = Call(self.call.account), "NOANSWER"
        self.agent.makeCall(f"sip:{number}@{HOST}:{self.agents + int(number)}", pj.CallOpParam(True))
        until = now + int(seconds)

        def talked(now: float) -> bytes | None:
            return self._talked(now, until)

        return talked

    def _talked(self, now: float, until: float) -> bytes | None:
        """Both hear each other from when the other picks up until she has hung up."""
        assert self.agent
        if self.agent.audio and self.dialled != "ANSWER":
            self.dialled = "ANSWER"
            self.agent.audio.startTransmit(self.call.audio)
            self.call.audio.startTransmit(self.agent.audio)
        if self.dialled != "ANSWER" and now > until:
            self.agent.end()
        if not self.agent.is_over:
            return None
        self.dialled = "BUSY" if self.agent.status == pj.PJSIP_SC_BUSY_HERE else self.dialled
        return b"200 result=0"

    def _hang_up(self, _now: float) -> Outcome:
        self.call.end()
        return lambda _now: b"200 result=1"

    def _close(self) -> None:
        if self.socket:
            with contextlib.suppress(OSError):
                self.socket.sendall(b"HANGUP\n")
            self.socket.close()
            self.socket = None
        if self.agent:
            self.agent.end()


class Account(pj.Account):  # type: ignore[misc]
    def __init__(self, agents: int) -> None:
        super().__init__()
        self.agents, self.lines = agents, list[Line]()

    def onIncomingCall(self, given: pj.OnIncomingCallParam) -> None:  # noqa: N802
        call = Call(self, given.callId)
        call.account = self
        number = re.match(r"<?sip:(\d+)@", call.getInfo().localUri)
        try:
            self.lines.append(Line(call, int(number[1]) if number else 0, self.agents))
        except OSError:
            call.end(pj.PJSIP_SC_SERVICE_UNAVAILABLE)
            self.refused = call


def started(port: int) -> pj.Endpoint:
    endpoint, settings = pj.Endpoint(), pj.EpConfig()
    settings.uaConfig.threadCnt, settings.uaConfig.mainThreadOnly = 0, True
    # Its audio too in this thread: a key that came in another would wait for Python, and Python for PJSIP's lock.
    settings.medConfig.hasIoqueue, settings.medConfig.threadCnt = False, 0
    settings.medConfig.clockRate, settings.medConfig.noVad = 8000, True
    settings.logConfig.level = settings.logConfig.consoleLevel = 1
    endpoint.libCreate()
    endpoint.libInit(settings)
    transport = pj.TransportConfig()
    transport.port, transport.boundAddress = port, HOST
    endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, transport)
    endpoint.audDevManager().setNullDev()
    endpoint.libStart()
    return endpoint


def main() -> NoReturn:
    port, agents = map(int, sys.argv[1:3])
    endpoint, account, settings = started(port), Account(agents), pj.AccountConfig()
    settings.idUri = f"sip:line@{HOST}:{port}"
    settings.mediaConfig.transportConfig.boundAddress = HOST
    account.create(settings)
    gone: list[Line] = []  # kept: PJSIP may still hold them
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        endpoint.libHandleEvents(POLL_MS)
        now = time.monotonic()
        gone += [line for line in account.lines if not line.step(now)]
        account.lines = [line for line in account.lines if line not in gone]
    endpoint.hangupAllCalls()
    account.shutdown()
    endpoint.libDestroy()
    os._exit(0)  # what Python still holds of PJSIP would be given back to nobody


if __name__ == "__main__":
    main()
