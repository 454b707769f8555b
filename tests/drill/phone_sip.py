"""Real calls to the line: SIP, audio and tones (RFC 4733) on loopback, in a network of their own.

`python tests/drill/phone_sip.py`. SIPp calls and presses keys; an answerer on PJSIP, a test double for Asterisk, asks
the line over FastAGI; agents of SIPp ring. Each walk must play what the engine says, ring whom it names and end where
the engine ends. Where an `asterisk` is on PATH the same calls are made to it. SIPp comes from Debian, PJSIP from PyPI
into an environment that is thrown away.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support import sip_asterisk, sip_callers  # noqa: E402
from support.called_line import ANSWERED, BUSY, SDU, answering, expected, faults, tones  # noqa: E402
from support.phone_line import LINE  # noqa: E402

from forms_app.phone import made_up, walks  # noqa: E402
from forms_app.phone.answering.sounds import recordings  # noqa: E402
from forms_app.phone.walks import Walk  # noqa: E402

PJSIP = "pjsua2-python==2.15.1.post1"
AGENTS_FROM, ASTERISK, FIRST_ANSWERER, FIRST_LINE, FIRST_CALLER, FIRST_AUDIO = 5000, 5060, 9400, 9500, 9600, 20_000
AGENTS = (ANSWERED, BUSY, SDU)
AT_ONCE = 6
SOUNDS = "sounds"
SECRETS = (made_up.PARTICIPANT_ID, made_up.PIN, made_up.WRONG_PIN)
MORE_SECONDS = 60  # than the pauses of a call take, and it is given up
START_SECONDS = 30
WALKED = """payments
payments in Spanish
appointments in Spanish
general info with a case
general information without a case
a new case in Spanish
two silences
three silences reach a person
two wrong keys
three wrong keys reach a person
a wrong PIN and then the right one
three wrong PINs reach a person
number and PIN key by key
without a PIN on to general information
a person for payments in Spanish
a person for an appointment
a person at five
nobody picks up
hung up between number and PIN""".splitlines()
CUT_IN = ["appointments", "general information without a case in Spanish"]


class Called(NamedTuple):
    """A walk to be called. `number`: its place in the row, from which its ports follow."""

    walk: Walk
    number: int
    cuts_in: bool

    @property
    def line(self) -> int:
        return FIRST_LINE + self.number

    @property
    def answerer(self) -> int:
        return FIRST_ANSWERER + self.number

    @property
    def ports(self) -> tuple[int, int]:
        return FIRST_CALLER + self.number, FIRST_AUDIO + 4 * self.number


def calls() -> list[Called]:
    by_name = {walk.name: walk for walk in walks.load(ROOT / "tests/data/walks.yaml", LINE)}
    return [Called(by_name[name], number, name in CUT_IN) for number, name in enumerate(WALKED + CUT_IN)]


def drill(call: Callable[[Called], str]) -> list[str]:
    """What went wrong; a line for each call."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = pool.map(lambda one: (one, call(one)), calls())
        found = []
        for one, wrong in done:
            print(f"  {'differs ' if wrong else 'ok      '} {one.walk.name}{': ' + wrong if wrong else ''}", flush=True)
            found += [one.walk.name] if wrong else []
        return found


def _call_pjsip(one: Called, folder: Path) -> str:
    with answerer(folder, one.answerer):
        return _call(one, folder, one.answerer)


def _call(one: Called, folder: Path, port: int) -> str:
    """One real call to whatever answers at this port; what came otherwise than on the engine."""
    wanted = expected(one.walk, cuts_in=one.cuts_in)
    scenario = sip_callers.caller(wanted.acts, hangs_up=not wanted.stays)
    seconds = sum(act.pause + sip_callers.TONE_MS * len(act.keys) for act in wanted.acts) / 1000 + MORE_SECONDS
    with answering(one.walk, one.line, folder / SOUNDS) as notes:
        to = [f"{sip_callers.HOST}:{port}", "-s", str(one.line), "-m", "1"]
        caller = sip_callers.run(folder, f"caller-{one.number}", scenario, one.ports, *to)
        try:
            code = caller.wait(seconds)
        except subprocess.TimeoutExpired:
            caller.kill()
            code = caller.wait()
        wrong = [*faults(notes, wanted, cuts_in=one.cuts_in)]
    return "; ".join([*wrong, *([f"SIPp ended with {code}"] if code else [])])


@contextmanager
def agents(folder: Path) -> Iterator[None]:
    """Three telephones that ring when they are called: two are picked up, one is busy."""
    running = []
    try:
        for name in AGENTS:
            scenario, ports = sip_callers.agent(answers=name != BUSY), (AGENTS_FROM + int(name), 30_000 + int(name))
            running.append(sip_callers.run(folder, f"agent-{name}", scenario, ports))
        yield
    finally:
        for agent in running:
            agent.kill()
            agent.wait()


@contextmanager
def answerer(folder: Path, port: int) -> Iterator[None]:
    """The test double, ready to answer."""
    script = [
        str(folder / "pjsip/bin/python"),
        str(ROOT / "tests/support/sip_answerer.py"),
        str(port),
        str(AGENTS_FROM),
    ]
    with (
        (folder / f"answerer-{port}.log").open("wb") as log,
        subprocess.Popen(script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log) as process,
    ):
        assert process.stdin and process.stdout
        try:
            _expect_ready(process.stdout.fileno())
            yield
            process.stdin.close()
            process.wait(START_SECONDS)
        finally:
            process.kill()


def _expect_ready(output: int) -> None:
    until, told = time.monotonic() + START_SECONDS, b""
    while b"ready" not in told:
        is_told = select.select([output], [], [], max(0.0, until - time.monotonic()))[0]
        more = os.read(output, 4096) if is_told else b""
        if not more:
            raise RuntimeError("the answerer has not started")
        told += more


def inside(folder: Path) -> int:
    """All calls, in the network that has nothing but itself."""
    tones(folder / SOUNDS)
    with agents(folder):
        found = _told("PJSIP, as a test double for Asterisk", lambda one: _call_pjsip(one, folder))
        if not shutil.which("asterisk"):
            print("Not tried: no asterisk is on PATH. Where one is, the same calls are made to it.")
            return 1 if found else 0
        with sip_asterisk.running(folder, ASTERISK, AGENTS_FROM, AGENTS) as log:
            found += _told("Asterisk", lambda one: _call(one, folder, ASTERISK))
        found += _leaks(log.read_text("utf-8", "replace"))
    return 1 if found else 0


def _leaks(log: str) -> list[str]:
    """What a caller pressed or heard, in the log that an operator keeps."""
    marks = [*SECRETS, "DTMF", *(one.name for one in recordings(LINE))]
    found = [mark for mark in marks if mark in log]
    print(
        f"  its log, {len(log.splitlines())} lines: {', '.join(found) or 'no key, and nothing that was heard'}",
        flush=True,
    )
    return found


def _told(name: str, call: Callable[[Called], str]) -> list[str]:
    print(f"{name}:", flush=True)
    began = time.monotonic()
    found = drill(call)
    print(f"  {len(calls()) - len(found)} passed, {len(found)} failed, {time.monotonic() - began:.0f} s", flush=True)
    return found


def main(words: list[str]) -> int:
    if words:
        return inside(Path(words[0]))
    if not all(map(shutil.which, ("sipp", "ip"))) and _install():
        return 1
    with tempfile.TemporaryDirectory(prefix="phone-sip-") as name:
        folder = Path(name)
        venv.create(folder / "pjsip", with_pip=True)
        line = [str(folder / "pjsip/bin/python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check", PJSIP]
        if subprocess.run(line, check=False).returncode:
            print(f"{PJSIP} cannot be installed: it needs PyPI, and Python 3.11 on Linux.", file=sys.stderr)
            return 1
        alone = ["unshare", "--net", *(["--map-root-user"] if os.geteuid() else [])]
        up = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh", sys.executable, __file__, name]
        return subprocess.run([*alone, *up], check=False).returncode


def _install() -> int:
    return subprocess.run(["sh", ROOT / "tests/install.sh", "sip-tester", "iproute2"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
