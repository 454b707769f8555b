"""Whether a package is the next one: none twice, none left out, none of another system, none of an earlier day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms_app.case_data.checks.descriptor import FILE
from forms_app.case_data.contract.faults import Fault
from forms_app.case_data.store.log import Last

YES = "--yes-after-a-gap"


def faults(said: Mapping[str, Any], last: Last | None, refused: set[int], *, yes: bool) -> Iterator[Fault]:
    """`refused`: numbers of packages that came and were refused. `yes`: the operator knows of a gap."""
    seq, is_delta = said["seq"], said["kind"] == "delta"
    if last is None:
        if is_delta:
            yield Fault(FILE, 0, "a delta, and nothing is loaded that it could change", "Load a full package first.")
        return
    if said["system"] != last.system:
        remedy = "Each system has a database of its own: name another with CASE_DATABASE_URL."
        yield Fault(FILE, 0, "comes from another system than what is loaded", remedy)
        return
    if seq <= last.seq:
        remedy = "Each package is loaded once: take the newest."
        yield Fault(FILE, 0, f"a replay: package {seq} came, and {last.seq} is loaded already", remedy)
    elif missing := [number for number in _between(last.seq, seq) if number not in refused]:
        remedy = f"Load what is missing first; if it will never come, say {YES}."
        if not yes:
            yield Fault(FILE, 0, f"a gap: {len(missing)} packages never came, package {missing[0]} the first", remedy)
    if is_delta and said["base_seq"] != last.seq:
        what = f"changes package {said['base_seq']}, and package {last.seq} is loaded"
        yield Fault(FILE, 0, what, "Load the packages between, or a full one.")
    if said["as_of"] < last.as_of:
        yield Fault(FILE, 0, f"as_of is before {last.as_of}, the day of what is loaded", "Take the newest package.")


def _between(last: int, seq: int) -> range:
    return range(last + 1, min(seq, last + 1_000))
