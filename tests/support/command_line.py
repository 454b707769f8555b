"""The operator's command line, and an account made with it."""

from __future__ import annotations

import re
from pathlib import Path

from forms_app import create_app
from support.desk import PASSWORD


def run(folder: Path, *words: str, stdin: str = "", **environ: str) -> tuple[int, str]:
    env = {"DATA_DIR": str(folder / "var"), "KEYS_DIR": str(folder / "keys"), **environ}
    result = create_app().test_cli_runner().invoke(args=list(words), input=stdin, env=env)
    return result.exit_code, re.sub(r"^Database: .*\n", "", result.output, flags=re.M)  # the target: a test of its own


def add(
    folder: Path, *, email: str = "ana@example.org", role: str = "supervisor", password: str = PASSWORD
) -> tuple[int, str]:
    return run(folder, "staff", "add", email, "--role", role, "--password-stdin", stdin=f"{password}\n")
