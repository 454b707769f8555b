"""The short form of the outbox's long proof (tests/drill/mail.py): killed workers and an outage lose nothing."""

from __future__ import annotations

import gc
import importlib.util
import sys
from types import ModuleType

import pytest

from forms_app.settings import ROOT


def _long_proof() -> ModuleType:
    spec = importlib.util.spec_from_file_location("drill_mail", ROOT / "tests" / "drill" / "mail.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


# A killed worker leaves a connection that nobody closes: that is what the test is about.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.drill
def test_killed_workers_and_an_outage_lose_no_mail() -> None:
    tally = _long_proof().drill(mails=24, kills=2, outages=1)
    assert tally.wrong == [] and tally.accepted == tally.delivered == 24
    gc.collect()  # so that it is noticed here and not in the next test
