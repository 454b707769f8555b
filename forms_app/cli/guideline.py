"""`flask guideline`: calculations as JSON lines on standard input, results as JSON lines on standard output."""

from __future__ import annotations

import json
import sys

import click
from flask import Flask

from forms_app import settings
from forms_app.errors import CannotStart
from forms_app.guideline import law, records


def install(app: Flask) -> None:
    app.cli.add_command(guideline)


@click.command()
def guideline() -> None:
    """Read one calculation a line, print one result a line, in the same order; a wrong one gets {"error": …}."""
    try:
        laws = law.load(settings.read().agency_dir)
    except CannotStart as wrong:
        raise click.ClickException(str(wrong)) from wrong
    for line in sys.stdin:
        if line.strip():
            click.echo(json.dumps(_answer(laws, line)))


def _answer(laws: law.Laws, line: str) -> dict[str, object]:
    try:
        record = json.loads(line)
        if not isinstance(record, dict):
            raise ValueError("a calculation is a JSON object")
        return records.answer(laws, record)
    except (ValueError, TypeError, ArithmeticError) as wrong:
        return {"error": str(wrong)}
