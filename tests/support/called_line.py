"""The line under real calls: the server that Asterisk asks, on which each call's number has its own hour and callers.

What the caller heard is noted where it was asked for: which recordings, for how long, what rang, and each place.
"""

from __future__ import annotations

import re
import threading
import time
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from forms_app.phone import made_up
from forms_app.phone.answering import sounds
from forms_app.phone.answering.agi import Asterisk
from forms_app.phone.answering.conversation import PATIENCE_SECONDS, Answering
from forms_app.phone.answering.server import AgiServer
from forms_app.phone.engine.call import Call, Event, Turn
from forms_app.phone.engine.moves import Engine
from forms_app.phone.walking import Run
from forms_app.phone.walks import Step, Walk
from support.asterisk_side import keys_of
from support.phone_line import LINE, engine
from support.sip_callers import Act

CLIP_SECONDS = 0.25
CLIP_MS = 300  # with the time between two of them
MARGIN_MS = 900  # after the last word, so that a key does not cut it off on a busy machine
RINGING_MS = 3_000
ANSWERED, BUSY = "100", "101"  # the agents: one picks up, one is busy
SDU = "200"
CUT_IN_MS = 600  # into what is said
SILENCE, NOBODY = "S", "N"


def tones(folder: Path) -> Path:
    """A short sound in place of every recording: what is played is known by its name."""
    sounds.write_manifest(LINE, folder)
    wave_path = folder / "tone.wav"
    with wave.open(str(wave_path), "wb") as tone:
        tone.setparams((1, 2, sounds.RATE, 0, "NONE", ""))
        tone.writeframes(
            b"".join((b"\x00\x10" if n // 10 % 2 else b"\x00\xf0") for n in range(int(8000 * CLIP_SECONDS)))
        )
    for one in sounds.recordings(LINE):
        one.path(folder).write_bytes(wave_path.read_bytes())
    return folder


@dataclass
class Notes:
    """`short`: recordings that were said to be heard to their end in less time than they take."""

    played: list[str] = field(default_factory=list)
    dialled: list[tuple[str, bool]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    short: int = 0
    over: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Watched(Engine):
    places: list[str] = field(default_factory=list)

    def begin(self, caller: str = "") -> Turn:
        return self._noted(super().begin(caller))

    def hear(self, call: Call, event: Event) -> Turn:
        return self._noted(super().hear(call, event))

    def _noted(self, turn: Turn) -> Turn:
        self.places.append(turn.call.at)
        return turn


class Ear(Asterisk):
    """The same call, and what is heard in it."""

    def __init__(self, other: Asterisk, notes: Notes) -> None:
        self._reading, self._writing, self.notes = other._reading, other._writing, notes
        self.caller = other.caller

    def play(self, sounds: Sequence[str]) -> str:
        for sound in sounds:
            began = time.monotonic()
            self.notes.played.append(Path(sound).name)
            if key := super().play([sound]):
                return key
            self.notes.short += time.monotonic() - began < CLIP_SECONDS * 0.9
        return ""

    def dial(self, extension: str, seconds: int) -> bool:
        answered = super().dial(extension, seconds)
        self.notes.dialled.append((extension, answered))
        return answered


@dataclass(frozen=True)
class Noted(Answering):
    notes: Notes = field(default_factory=Notes)

    def talk(self, asterisk: Asterisk) -> None:
        try:
            super().talk(Ear(asterisk, self.notes))
        finally:
            self.notes.over.set()


def extensions(walk: Walk) -> dict[str, str]:
    nobody = any(act == "not_answered" for act, _ in walk.steps)
    return {"local": f"PJSIP/{BUSY if nobody else ANSWERED}", "sdu": f"PJSIP/{SDU}"}


@contextmanager
def answering(walk: Walk, port: int, folder: Path) -> Iterator[Notes]:
    """The server for one walk, at its hour, with its made-up callers."""
    notes = Notes()
    watched = Watched(**vars(engine(walk.at)), places=notes.places)
    with AgiServer(port, Noted(lambda: watched, folder, extensions(walk), notes)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield notes
        finally:
            server.shutdown()
            thread.join(10)


@dataclass(frozen=True)
class Expected:
    """What the engine says of a walk, and what its caller does when. `stays`: until the line hangs up."""

    played: list[str]
    dialled: list[tuple[str, bool]]
    arrives: str
    acts: list[Act]
    stays: bool


def expected(walk: Walk, *, cuts_in: bool = False) -> Expected:
    """The walk as a caller makes it who hears all of it, or who presses each key as soon as she hears a word."""
    run = Run(engine(walk.at), made_up.PARTICIPANT_ID)
    acts, pause = list[Act](), CUT_IN_MS if cuts_in else _milliseconds(run.turn)
    for step in _until_hung_up(walk):
        before = len(run.turns)
        run.take(*step)
        for keys, turn in zip(_groups(step), run.turns[before:], strict=True):
            if keys == SILENCE:
                pause += PATIENCE_SECONDS * 1000
            elif keys != NOBODY:
                acts.append(Act(pause, keys))
                pause = 0
            pause += CUT_IN_MS if cuts_in else _milliseconds(turn)
    played = [Path(name).name for turn in run.turns for name in sounds.files(turn.says, Path("/"))]
    rung = extensions(walk)
    dialled = [(rung[turn.transfer], BUSY not in rung[turn.transfer]) for turn in run.turns if turn.transfer]
    stays = bool(run.turn.transfer)
    return Expected(played, dialled, run.turn.call.at, acts if stays else [*acts, Act(pause)], stays)


def _until_hung_up(walk: Walk) -> Iterator[Step]:
    yield from takewhile(lambda step: step[0] != "hangup", walk.steps)


def _groups(step: Step) -> list[str]:
    """What is pressed before each answer of the line: a key, or digits up to the pound key."""
    return re.findall(r"\d+#|.", keys_of(step)) if step[0] == "identify" else [keys_of(step)]


def _milliseconds(turn: Turn) -> int:
    """How long what is said takes, and ringing after it."""
    clips = sum(len(sentence.clips) for sentence in turn.says)
    return clips * CLIP_MS + MARGIN_MS + (RINGING_MS if turn.transfer else 0)


def faults(notes: Notes, wanted: Expected, *, cuts_in: bool) -> Iterator[str]:
    """What came otherwise than on the engine."""
    if cuts_in:
        if not len(notes.played) < len(wanted.played):
            yield "no key cut off what was said"
    elif notes.played != wanted.played:
        same = len([*takewhile(lambda pair: pair[0] == pair[1], zip(notes.played, wanted.played, strict=False))])
        yield f"{len(notes.played)} recordings were played, {len(wanted.played)} expected, the first {same} the same"
    if notes.dialled != wanted.dialled:
        yield f"rang {notes.dialled}, expected {wanted.dialled}"
    if notes.places[-1:] != [wanted.arrives]:
        yield f"ended at {notes.places[-1:]}, expected {wanted.arrives}"
    if notes.short:
        yield f"{notes.short} recordings were over before their time"
    if not notes.over.wait(10):
        yield "the call has not ended on the line"
