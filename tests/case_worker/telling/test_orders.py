"""After `stop` nothing goes out, whatever was on its way: the short form of the drill of the account's news."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import news_orders

pytestmark = pytest.mark.drill


def test_after_a_stop_nothing_goes_out_in_whatever_order_things_happen(tmp_path: Path) -> None:
    late, sent = news_orders.run(tmp_path / "all", 8, seed=7)

    assert (late, sent > 0) == (0, True)
