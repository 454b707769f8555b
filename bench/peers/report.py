"""The figures beside the issue's targets, and the handbook's page that keeps the latest of them."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from support.running import ROOT, running

from bench import memory, start
from bench.figures import Figure
from bench.peers import rounds, sending
from bench.peers.rounds import Costs, median, times
from bench.peers.sending import Burst

PAGE = ROOT / "handbook" / "figures.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
BURSTS, OTHER_BURSTS, STARTS = 5, 5, 3
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
LONGEST_MS, FINISHED_MS, START_SECONDS, MEMORY_MB = 60.0, 40.0, 3.0, 300.0
PERCENTILE = 0.99
WHO = {
    "product": "Customer Connect",
    "wizard": "Django wizard, the same ten pages",
    "django": "Django 5.2 form, one page",
    "wagtail": "Wagtail 8 FormPage, one page",
    "flask": "Flask-WTF as documented, one page",
    "bare": "bare WSGI app, one page",
}
WHAT = ("first view", "answered", "refused", "posted", "check page", "sent", "finished")


def figures() -> list[Figure]:
    """Everything that is measured beside others; the handbook's page is written anew."""
    load = [os.getloadavg()[0]]
    costs = rounds.costs()
    load.append(os.getloadavg()[0])
    with tempfile.TemporaryDirectory(prefix="sending-") as scratch:
        here = Path(scratch)
        found = [*_costs(costs), *_bursts(here), *_memory_bursts(), *_slow_bursts(here), _start(here)]
    load.append(os.getloadavg()[0])
    _write(found, costs, load)
    return found


def _costs(found: Costs) -> Iterator[Figure]:
    def ratio(name: str, what: str, other: str, target: float, others: str = "") -> Figure:
        theirs = median(found, other, others or what)
        middle, quietest = times(found, what, other, others)
        detail = f"{theirs:.2f} ÷ {median(found, 'product', what):.2f} ms CPU; {quietest:.1f}x in the quietest round"
        return Figure(name, middle, target, "x", detail, at_least=True)

    yield ratio("first view, Django form", "first view", "django", 20.0)
    yield ratio("answered page, Django form", "answered", "django", 10.0, "refused")
    yield ratio("page posted, Django form", "posted", "django", 3.0)
    yield ratio("page posted, Wagtail", "posted", "wagtail", 10.0)
    yield ratio("finished complaint, Django wizard", "finished", "wizard", 4.0)
    detail = f"CPU, Start to receipt; {min(found['product', 'finished']):.1f} ms in the quietest round"
    yield Figure("finished complaint", median(found, "product", "finished"), FINISHED_MS, " ms", detail)


def _bursts(scratch: Path) -> Iterator[Figure]:
    """Alone, beside raw inserts; then with the staff side at work."""
    with running(scratch / "product") as product:
        sending.burst(product.port)
        pairs = [(sending.burst(product.port), sending.raw(scratch)) for _ in range(BURSTS)]
        yield _beside_raw("Send, beside raw inserts", pairs, 0.20)
        alone = _slowest([wait for burst, _ in pairs for wait in burst.waits])
        with sending.staff_at_work(product) as looked:
            waits = [wait for _ in range(BURSTS) for wait in sending.burst(product.port).waits]
        half = statistics.median(waits) * 1000
        detail = (
            f"{len(waits)} sent, the inbox seen {looked[0]} times; half in {half:.0f} ms; p99 without staff {alone:.0f}"
        )
        yield Figure("Send, p99 with the staff side at work", _slowest(waits), LONGEST_MS, " ms", detail)
        held = memory.megabytes(*product.group)
        yield Figure("memory", held, MEMORY_MB, " MB", f"PSS of all {len(product.group)} processes")


def _slow_bursts(scratch: Path) -> Iterator[Figure]:
    slow = sending.slow_disk()
    if not slow:
        print("  No C compiler here: nothing is measured on a slow disk.")
        return
    yield _bursts_on(scratch, "Send, beside raw inserts, 2 ms more a flush", 1.0, slow)


def _memory_bursts() -> Iterator[Figure]:
    """Where a flush costs nothing, and nobody else's writing is in the way: the hardest place to be near to raw."""
    if os.access(MEMORY, os.W_OK):
        with tempfile.TemporaryDirectory(prefix="sending-", dir=MEMORY) as scratch:
            yield _bursts_on(Path(scratch), "Send, beside raw inserts, in memory", 0.20)


def _bursts_on(scratch: Path, name: str, target: float, slow: Path | None = None) -> Figure:
    wrapper = ("env", f"LD_PRELOAD={slow}") if slow else ()
    with running(scratch / "elsewhere", wrapper) as product:
        sending.burst(product.port)
        pairs = [(sending.burst(product.port), sending.raw(scratch, slow)) for _ in range(OTHER_BURSTS)]
    return _beside_raw(name, pairs, target)


def _beside_raw(name: str, pairs: list[tuple[Burst, float]], target: float) -> Figure:
    ratios = [burst.a_second / raw for burst, raw in pairs]
    ours, raw = statistics.median(burst.a_second for burst, _ in pairs), statistics.median(raw for _, raw in pairs)
    detail = f"{ours:.0f} ÷ {raw:.0f} a second; the rounds {min(ratios):.2f} to {max(ratios):.2f}"
    return Figure(name, statistics.median(ratios), target, "", detail, at_least=True)


def _slowest(waits: list[float]) -> float:
    """Milliseconds that one of a hundred waits or longer."""
    return sorted(waits)[int(len(waits) * PERCENTILE)] * 1000


def _start(scratch: Path) -> Figure:
    """On the clock; beside it the CPU of all its processes until they have stopped again."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = [start.seconds(scratch / "product") for _ in range(STARTS)]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / STARTS
    detail = f"best {min(took):.1f} s; {spent:.1f} s CPU from the command until all has stopped"
    return Figure(start.NAME, statistics.median(took), START_SECONDS, " s", detail)


def _write(found: list[Figure], costs: Costs, load: list[float]) -> None:
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    measured = "\n".join([_when(load), "", *table(found), "", *_matrix(costs)])
    PAGE.write_text(f"{before}{BEGIN}\n{measured}\n\n{END}{after}", "utf-8")


def _when(load: list[float]) -> str:
    commit = _git("rev-parse", "--short", "HEAD") + (" with changes" if _git("status", "--porcelain", "-uno") else "")
    loads = ", ".join(f"{each:.1f}" for each in load)
    return (
        f"Commit {commit}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC. {os.cpu_count()} cores, Python "
        f"{platform.python_version()}. Load before, between and after: {loads}."
    )


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def table(found: list[Figure]) -> Iterator[str]:
    """What falls short first."""
    yield "| Figure | Measured | Target | | Made of |"
    yield "|---|--:|--:|---|---|"
    for each in sorted(found, key=lambda each: each.holds):
        target = f"{'≥' if each.at_least else '≤'} {each.limit:g}{each.unit}"
        verdict = "holds" if each.holds else "**falls short**"
        yield f"| {each.name} | {each.value:.2f}{each.unit} | {target} | {verdict} | {each.detail} |"


def _matrix(costs: Costs) -> Iterator[str]:
    yield f"Milliseconds of CPU for one, the median of {rounds.ROUNDS} rounds in turns:"
    yield ""
    yield f"| | {' | '.join(WHAT)} |"
    yield f"|---|{'--:|' * len(WHAT)}"
    for who, name in WHO.items():
        cells = (f"{median(costs, who, what):.2f}" if (who, what) in costs else "" for what in WHAT)
        yield f"| {name} | {' | '.join(cells)} |"
