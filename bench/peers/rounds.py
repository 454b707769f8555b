"""CPU of the server's processes per request, of the product and of every peer, in turns in one run."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from support.running import running

from bench import cpu
from bench.peers import complaint
from bench.peers.people import CHECK, ONE_PAGE, OnePagePerson, ProductPerson, WizardPerson
from bench.peers.servers import PEERS, serving

ROUNDS = 7
CALLS = {"first view": 40, "refused": 30, "posted": 30, "check page": 20, "finished": 4}
WALKS = 3  # over the ten pages
SENDERS = 8
Costs = dict[tuple[str, str], list[float]]  # who and what: milliseconds, one for each round
T = TypeVar("T")
Side = Callable[[], Iterator[tuple[str, float]]]


def costs() -> Costs:
    """Each kind of request at each of them; the first round only warms up."""
    found: Costs = {}
    with tempfile.TemporaryDirectory(prefix="peers-") as scratch, _sides(Path(scratch)) as sides:
        for turn in range(ROUNDS + 1):
            for who in random.sample(sorted(sides), len(sides)):
                for what, seconds in sides[who]():
                    if turn:
                        found.setdefault((who, what), []).append(seconds * 1000)
            print(f"  round {turn} of {ROUNDS}", file=sys.stderr, flush=True)
    return found


def median(found: Costs, who: str, what: str) -> float:
    """Milliseconds."""
    return statistics.median(found[who, what])


def times(found: Costs, what: str, other: str, others: str = "") -> tuple[float, float]:
    """How many times the product's CPU another one takes for the same, or for `others`: the median of the rounds, and
    the one of the round in which both together took least."""
    pairs = list(zip(found[other, others or what], found["product", what], strict=True))
    theirs, ours = min(pairs, key=sum)
    return statistics.median(theirs / ours for theirs, ours in pairs), theirs / ours


@contextmanager
def _sides(scratch: Path) -> Iterator[dict[str, Side]]:
    with ExitStack() as stack:
        sides: dict[str, Side] = {}
        for name, peer in PEERS.items():
            (scratch / name).mkdir()
            up = stack.enter_context(serving(peer, scratch / name))
            sides[name] = _one_page(ONE_PAGE[name].at(up.port), up.processes)
            if name == "django":
                sides["wizard"] = _pages(partial(WizardPerson, up.port), up.processes)
        product = stack.enter_context(running(scratch / "product"))
        public = cpu.tree(cpu.started_with(product.group, "forms_app.processes.server public"))
        sides["product"] = _product(product.port, public)
        yield sides


def _one_page(person: OnePagePerson, processes: list[int]) -> Side:
    def ask() -> Iterator[tuple[str, float]]:
        person.visitor.close()  # the server may have given up a connection that waited
        yield "first view", _cost(processes, "first view", person.view)
        yield "refused", _cost(processes, "refused", person.refused)
        yield "posted", _cost(processes, "posted", person.post)

    return ask


def _pages(person: Callable[[], WizardPerson | ProductPerson], processes: list[int]) -> Side:
    """What the product and the wizard have both."""

    def ask() -> Iterator[tuple[str, float]]:
        viewing, walking = person(), [person() for _ in range(WALKS)]
        yield "first view", _cost(processes, "first view", viewing.view)
        yield "refused", _cost(processes, "refused", viewing.refused)
        yield "posted", _cost_of_walks(processes, walking, lambda each, slug: each.post(slug))
        yield "answered", _cost_of_walks(processes, walking, lambda each, slug: each.view(slug))
        yield "check page", _cost(processes, "check page", lambda: walking[0].view(CHECK))
        yield "finished", _cost(processes, "finished", viewing.finish)
        for each in (viewing, *walking):
            each.visitor.close()

    return ask


def _product(port: int, processes: list[int]) -> Side:
    pages = _pages(partial(ProductPerson, port), processes)

    def ask() -> Iterator[tuple[str, float]]:
        yield from pages()
        waiting = [_before_send(port) for _ in range(SENDERS)]
        yield "sent", cpu.per_call(processes, SENDERS, lambda: waiting.pop().send())

    return ask


def _cost_of_walks(processes: list[int], people: Sequence[T], ask: Callable[[T, str], object]) -> float:
    """One page's, all ten pages of several people taken together."""
    steps = iter([(each, slug) for each in people for slug in complaint.TYPED])
    return cpu.per_call(processes, len(people) * len(complaint.TYPED), lambda: ask(*next(steps)))


def _before_send(port: int) -> ProductPerson:
    person = ProductPerson(port)
    person.filled()
    return person


def _cost(processes: list[int], what: str, ask: Callable[[], object]) -> float:
    return cpu.per_call(processes, CALLS[what], ask)
