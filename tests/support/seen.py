"""Whether a bundle holds what its reader may not know, or depends on it: both over worlds that are drawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from forms_app.bundles import codec
from forms_app.case_data.bundling import details, money, spoken
from forms_app.case_data.bundling.person_rows import PersonRows
from support.worlds import PAYER, RECEIVER, SECOND, World, draw, hidden, twin

KINDS: dict[str, Callable[[PersonRows], Any]] = {
    "money": money.build,
    "details": details.build,
    "spoken": partial(spoken.build, with_dates=True),
}
PAIR = (PAYER, RECEIVER)


class Compared(NamedTuple):
    """`different`: the worlds in which a bundle told what is another's; the other: how many changed for another."""

    different: list[str]
    changed_for_somebody_else: int


def leaks(seeds: Iterable[int]) -> list[str]:
    """Each value of another that stands in somebody's bundle, of each pair of parents."""
    return [found for seed in seeds for person_id in PAIR for found in _leaks_of(draw(seed), seed, person_id)]


def tells_apart(seeds: Iterable[int]) -> Compared:
    """Worlds that differ only in what one parent may not know, read by that parent."""
    different, changed = [], 0
    for seed in seeds:
        for person_id in PAIR:
            world = draw(seed)
            other = twin(world, person_id, seed + 1_000_000)
            different += [f"{seed} {person_id} {name}" for name in _differing(world, other, person_id)]
            changed += any(any(_differing(world, other, one)) for one in (*PAIR, SECOND) if one != person_id)
    return Compared(different, changed // len(PAIR))


def _leaks_of(world: World, seed: int, person_id: str) -> Iterator[str]:
    bundles = [build(world.rows_for(person_id)) for build in KINDS.values()]
    values = {value for bundle in bundles for value in _leaves(json.loads(json.dumps(bundle, default=codec._plain)))}
    yield from (f"{seed} {person_id} {value}" for value in values & hidden(world, person_id))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    else:
        yield value


def _differing(one: World, other: World, person_id: str) -> Iterator[str]:
    for kind, build in KINDS.items():
        first, second = (codec.encode(build(world.rows_for(person_id))) for world in (one, other))
        if first != second:
            yield kind
