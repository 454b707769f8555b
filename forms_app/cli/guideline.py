"""`flask guideline`: calculations as JSON lines on standard input, results as JSON lines on standard output."""

from __future__ import annotations

import json
import sys

import click
from flask import Flask

from forms_app import settings
from forms_app.errors import CannotStart
from forms_app.guideline import records


def install(app: Flask) -> None:
    app.cli.add_command(guideline)


@click.command()
def guideline() -> None:
    """Read one calculation a line, print one result a line, in the same order; a wrong one gets {"error": …}.

    Lines with nothing in them are passed over.
    """
    try:
        sources = records.load(settings.read().agency_dir)
    except CannotStart as wrong:
        raise click.ClickException(str(wrong)) from wrong
    for line in sys.stdin.buffer:
        if line.strip():
            click.echo(json.dumps(_answer(sources, line)))


def _answer(sources: records.Sources, line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
        if not isinstance(record, dict):
            raise ValueError("a calculation is a JSON object")
        return records.answer(sources, record)
    except RecursionError:
        return {"error": "too deeply nested"}
    except (ValueError, ArithmeticError) as wrong:
        return {"error": str(wrong)}
