"""The commands of whoever makes packages of case data: `case-data pack` and `case-data signing-key`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

import click

from forms_app import settings
from forms_app.case_data.contract import contract
from forms_app.case_data.contract.faults import Fault
from forms_app.case_data.packing import pack, signing
from forms_app.case_data.packing.descriptors import Said
from forms_app.case_data.packing.memory import remember
from forms_app.case_data.packing.sealer import Sealer
from forms_app.cli.case_data import case_data
from forms_app.deadlines import clock
from forms_app.errors import CannotStart
from forms_app.facts import case_words
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def install() -> None:
    case_data.add_command(pack_folder)
    case_data.add_command(make_signing_key)


@click.command("signing-key")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def make_signing_key(folder: Path) -> None:
    """Make the pair that packages are signed and checked with, once, in FOLDER."""
    with _one_line_errors():
        private, public = signing.make(folder)
    click.echo(f"{private} signs packages: it stays where they are packed, readable by that user only.")
    click.echo(f"{public} checks them: copy it to case-data/{signing.PUBLIC} under KEYS_DIR.")


@click.command("pack")
@click.argument("folder", type=FOLDER)
@click.option("--sign-with", type=FILE, required=True, help="The agency's private key (Ed25519, PEM).")
@click.option("--public-keys", type=FOLDER, help="Where inbox.pub and case-data.pub lie; without it KEYS_DIR/public.")
@click.option("--seq", type=int, help="The number of the package, counted from 1.")
@click.option("--kind", type=click.Choice(contract.KINDS), help="full, if nothing else is said.")
@click.option("--base-seq", type=int, help="For a delta: the number of the package it changes.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day the data is of.")
@click.option("--system", help="The system that the data comes from.")
@click.option("--memory", type=FILE, help="What was sealed before stays the same: a file, made if absent, kept here.")
@click.option("--add-empty", is_flag=True, help="Make the tables that are not there, without rows.")
def pack_folder(
    folder: Path,
    sign_with: Path,
    public_keys: Path | None,
    as_of: datetime | None,
    memory: Path | None,
    add_empty: bool,
    **said: int | str | None,
) -> None:
    """Make the CSV files and documents in FOLDER a package: seal, count, check and sign.

    What the options do not say is taken from an earlier packing of the folder. Nothing is sealed twice.
    """
    known = contract.load()
    with _one_line_errors():
        config = settings.read()
        codes, signing_key = case_words.load(config.agency_dir), signing.read(sign_with)
        public = public_keys or config.keys_dir / "public"
        inbox, documents = (SealingKey.of(keys.public_pair_in(public, name)) for name in ("inbox", "case-data"))
    told = Said(as_of=as_of and as_of.date().isoformat(), **said)  # type: ignore[arg-type]  # click checks the types
    if add_empty:
        for name in pack.add_empty_tables(folder, known, operations=told.kind not in (None, "full")):
            click.echo(f"Made {name}, without rows.")
    with remember(memory, signing_key.private_bytes_raw()) if memory else nullcontext() as remembered:
        its_keys = pack.Keys(signing_key, Sealer(inbox, remembered), Sealer(documents, remembered))
        faults = _tell(pack.pack(folder, known, codes, told, its_keys, clock.utc_now()))
        if remembered and not faults:
            remembered.forget_unused()
    if faults:
        click.echo(f"{faults} faults: nothing was signed.")
        raise click.exceptions.Exit(1)
    click.echo(f"{folder} is packed and signed.")


def _tell(findings: Iterator[object]) -> int:
    """Each in a line. How many of them are faults."""
    faults = 0
    for finding in findings:
        click.echo(str(finding))
        faults += isinstance(finding, Fault)
    return faults


@contextmanager
def _one_line_errors() -> Iterator[None]:
    try:
        yield
    except CannotStart as wrong:
        raise click.ClickException(str(wrong)) from wrong
