"""The short forms of the long drills."""

from __future__ import annotations

from pathlib import Path

import double_click
import kill
import pytest

from bench.running import running

pytestmark = pytest.mark.drill


def test_whatever_was_acknowledged_is_stored_whole_after_a_kill(tmp_path: Path) -> None:
    assert list(kill.drill(tmp_path, 5)) == [""] * 5


def test_pressing_send_twice_at_once_sends_once(tmp_path: Path) -> None:
    with running(tmp_path) as product:
        assert list(double_click.drill(product, 5)) == [""] * 5
