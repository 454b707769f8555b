"""What the calculator costs: its estimate against a bare Flask "hello" in CPU, and its rooms in start and memory."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from support.running import HOST, ROOT, Running, running

from bench.cpu import per_call, started_with, tree
from bench.figures import Figure
from bench.forms import asks, hello
from bench.visitor import Visitor
from bench.weight import FORM

TURNS, CALLS, ROUNDS = 40, 20, 9
MOST_RATIO, MOST_MS, MOST_MB = 6.0, 50.0, 5.0
EXAMPLES = ("example-1", "example-2")  # both net incomes known; taxes estimated
ESTIMATE = "/forms/calculator/estimate/"
# The rooms of the calculator are loaded a second time into an app that runs: what that takes, they took at first.
AGAIN = """
import gc, importlib, json, os, sys, time
from bench.memory import megabytes
started = time.process_time()
from forms_app.processes import startup_checks
from forms_app.public import create_app
from forms_app.settings import ROOT
app = create_app(startup_checks.settings_of("public"))
whole = time.process_time() - started
ROOMS = ("forms_app.guideline", "forms_app.forms.calculator", "forms_app.public.calculator",
         "forms_app.forms.questions.amounts", "forms_app.pdf.estimates")
names = [name for name in sys.modules if name.startswith(ROOMS)]
first = [sys.modules.pop(name) for name in names]
gc.collect()
memory, started = megabytes(os.getpid()), time.process_time()
for name in names:
    importlib.import_module(name)
records = sys.modules["forms_app.guideline.records"].load(ROOT / "agency")
schedules = sys.modules["forms_app.guideline.inputs.parenting_time"].load(ROOT / "agency")
print(json.dumps({"rooms": len(names), "ms": (time.process_time() - started) * 1000, "whole_ms": whole * 1000,
                  "mb": megabytes(os.getpid()) - memory, "whole_mb": memory}))
"""


def figures() -> list[Figure]:
    """CPU of an estimate, its weight, and what the calculator adds to the start and to the memory of the public app."""
    return [*_estimates(), *_start()]


def _estimates() -> list[Figure]:
    """Each example looked at again and again, and for the first time, in short turns with "hello"."""
    with tempfile.TemporaryDirectory() as scratch, running(Path(scratch)) as product, hello() as bare:
        turns = [turn for name in EXAMPLES for turn in _turns(product, bare, name)]
        weight = _begun(product, EXAMPLES[1]).weight(ESTIMATE)
    page = Figure("calculator: page of the estimate", weight / 1024, FORM / 1024, " KB", "as sent, without assets")
    return [*(_ratio(name, [turn for turn in turns if turn.name == name]) for name in EXAMPLES), page]


class Turn(NamedTuple):
    """Seconds of CPU per request."""

    name: str
    first: float
    again: float
    hello: float


def _turns(product: Running, bare: tuple[int, int], name: str) -> Iterator[Turn]:
    public = tree(started_with(product.group, "forms_app.processes.server public"))
    port, process = bare
    ask = asks(port)
    for _ in range(TURNS):
        person = _begun(product, name)
        first = per_call(public, 1, lambda person=person: person.get(ESTIMATE))  # type: ignore[misc]
        again = per_call(public, CALLS, lambda person=person: person.get(ESTIMATE))  # type: ignore[misc]
        yield Turn(name, first, again, per_call(tree(process), CALLS, ask))
        person.close()


def _ratio(name: str, turns: list[Turn]) -> Figure:
    ratio = statistics.median(turn.again / turn.hello for turn in turns)
    first, again, theirs = (statistics.median(each) * 1000 for each in list(zip(*turns, strict=True))[1:])
    detail = f"{again:.2f} ms CPU, {first:.2f} ms when it is first worked out, hello {theirs:.2f} ms"
    return Figure(f"calculator: estimate, {name}", ratio, MOST_RATIO, "x", detail)


def _begun(product: Running, example: str) -> Visitor:
    person = Visitor(HOST, product.port)
    begun = person.post("/forms/calculator/", [("go", example)])
    assert begun.location == ESTIMATE, begun
    return person


def _start() -> list[Figure]:
    with tempfile.TemporaryDirectory() as scratch:
        with running(Path(scratch)) as product:  # which makes keys and tables
            environment = product.environment
        found = [_loaded_again(environment) for _ in range(ROUNDS)]
    least = {name: min(one[name] for one in found) for name in found[0]}  # another's work only ever adds
    of_start = f"{least['rooms']:.0f} modules and their tables; the whole app {least['whole_ms']:.0f} ms"
    of_memory = f"loaded once more into {least['whole_mb']:.0f} MB of the app"
    return [
        Figure("calculator: start of the app", least["ms"], MOST_MS, " ms", of_start),
        Figure("calculator: memory", least["mb"], MOST_MB, " MB", of_memory),
    ]


def _loaded_again(environment: dict[str, str]) -> dict[str, float]:
    line = [sys.executable, "-c", AGAIN]
    done = subprocess.run(line, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
