"""Puts every page of every form before Lighthouse, in both languages: accessibility 100.

`.venv/bin/python tests/drill/forms_look.py [FORM ...]`, after `make build`. Whoever looks has answered everything, so
that each page is there with its answers. Other figures than accessibility mean little here: forms are kept out of
search engines and their pages are never stored.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.answers import most  # noqa: E402 - found only after the line above
from support.public_forms import FORMS  # noqa: E402
from support.running import HOST, Running, running  # noqa: E402

from bench.visitor import Visitor  # noqa: E402

OPEN_PAGES = ("", "resume/", "status/", "deadlines/", "expired/")
TRIES = 3


def site_drill() -> Any:
    """The drill of the site, whose tools this one shares; by its file, since Python has a `site` of its own."""
    spec = importlib.util.spec_from_file_location("site_drill", Path(__file__).with_name("site.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages(product: Running, forms: list[str]) -> Iterator[tuple[str, str]]:
    """(address, cookie) of each page that a form can show, and of the pages around them."""
    for language, prefix in (("en", "/forms/"), ("es", "/es/forms/")):
        yield from ((prefix + path, "") for path in OPEN_PAGES)
        for name in forms:
            person = Visitor(HOST, product.port)
            person.fill(name, language)
            home = f"{prefix}{name}/"
            tasks = ["tasks/"] if FORMS[name].task_list else []
            for path in ("", *tasks, *(f"{slug}/" for slug in most(FORMS[name]).asked), "check/"):
                yield home + path, person.headers()["Cookie"]
            yield from ends(person, name, prefix)
            person.close()


def ends(person: Visitor, name: str, prefix: str) -> Iterator[tuple[str, str]]:
    """What a form ends in, the code for later and the receipt; and how its first page speaks to who helps another."""
    home, slugs = f"{prefix}{name}/", most(FORMS[name]).asked
    _come_back(person)
    person.open(f"{home}{slugs[-1]}/")
    person.post(person.path, [*person.filled(name)[:-1], ("go", "later")])
    yield f"{home}code/", person.headers()["Cookie"]
    _come_back(person)
    person.open(f"{home}check/")
    person.reference(person.send())
    yield f"{prefix}receipt/", person.headers()["Cookie"]
    _come_back(person)
    person.post(home, [("helper", "yes")])
    yield f"{home}{slugs[0]}/", person.headers()["Cookie"]


def _come_back(person: Visitor) -> None:
    """While Lighthouse looked, the server closed the connection."""
    person.move(person.connection.port)


def short_of(address: str, cookie: str, tools: Path, chromium: str, report: Path) -> list[str]:
    """What Lighthouse finds wrong with a page, by the names of its audits."""
    command = ["node", str(tools / "node_modules/lighthouse/cli/index.js"), address, "--quiet", "--output=json"]
    command += [f"--output-path={report}", "--only-categories=accessibility"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage"]
    command += ["--extra-headers=" + json.dumps({"Cookie": cookie})] if cookie else []
    report.unlink(missing_ok=True)
    for _ in range(TRIES):  # on a busy machine it sometimes loses its browser
        done = subprocess.run(
            command, env=os.environ | {"CHROME_PATH": chromium}, capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return _wrong(json.loads(report.read_text("utf-8")), address)
    return [f"Lighthouse did not get through: {done.stderr[-300:]}"]


def _wrong(found: dict[str, Any], address: str) -> list[str]:
    if found["finalDisplayedUrl"].partition("?")[0] != address:
        return [f"it led to {found['finalDisplayedUrl']}"]
    score = found["categories"]["accessibility"]["score"]
    counted = {each["id"] for each in found["categories"]["accessibility"]["auditRefs"] if each["weight"]}
    failed = [name for name in counted if found["audits"][name]["score"] == 0]
    return [] if score == 1 else [f"accessibility {score}: {', '.join(sorted(failed))}"]


def main(forms: list[str]) -> int:
    drill = site_drill()
    drill.install()
    chromium = next(filter(None, map(shutil.which, drill.CHROMIUM)), "")
    looked, wrong = 0, 0
    with tempfile.TemporaryDirectory() as scratch, running(Path(scratch)) as product:
        for path, cookie in pages(product, forms or list(FORMS)):
            found = short_of(product.url + path, cookie, drill.TOOLS, chromium, Path(scratch) / "report.json")
            looked, wrong = looked + 1, wrong + bool(found)
            print(*(f"{path}: {line}" for line in found), sep="\n", end="\n" if found else "", flush=True)
    print(f"{looked - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
