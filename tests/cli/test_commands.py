"""The operator's command line: one line for each mistake, and an account that works."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from support.command_line import add, run


def test_the_last_line_of_a_new_account_is_its_otpauth_address(tmp_path: Path) -> None:
    code, output = add(tmp_path)
    address = urlsplit(output.splitlines()[-1])
    assert code == 0 and (address.scheme, address.netloc) == ("otpauth", "totp")
    assert len(parse_qs(address.query)["secret"][0]) == 32


def test_the_same_address_twice_is_refused(tmp_path: Path) -> None:
    add(tmp_path)
    code, output = add(tmp_path, email="ANA@example.org")
    assert (code, output) == (1, "Error: There is an account for ana@example.org already.\n")


def test_an_account_that_could_not_be_made_whole_can_be_made_again(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate")[0] == 0
    with closing(sqlite3.connect(tmp_path / "var" / "customer_connect.sqlite", isolation_level=None)) as database:
        database.execute("CREATE TRIGGER full BEFORE INSERT ON recovery_codes BEGIN SELECT RAISE(ABORT, 'full'); END")
        assert add(tmp_path)[0] == 1
        database.execute("DROP TRIGGER full")
    code, output = add(tmp_path)
    assert code == 0 and "Recovery codes" in output and output.splitlines()[-1].startswith("otpauth://")


@pytest.mark.parametrize("known", [{"email": "ana"}, {"password": "too short"}, {"email": "a b@example.org"}])
def test_a_wrong_account_is_refused_in_one_line(tmp_path: Path, known: dict[str, str]) -> None:
    code, output = add(tmp_path, **known)
    assert code == 1 and output.startswith("Error: ") and output.count("\n") == 1


def test_a_role_nobody_knows_is_refused(tmp_path: Path) -> None:
    assert add(tmp_path, role="king")[0] == 2


def test_switching_off_somebody_unknown_is_an_error(tmp_path: Path) -> None:
    assert run(tmp_path, "staff", "disable", "nobody@example.org")[0] == 1
    add(tmp_path)
    assert run(tmp_path, "staff", "disable", "ana@example.org") == (0, "ana@example.org can no longer sign in.\n")


def test_the_trail_is_verified_from_the_command_line(tmp_path: Path) -> None:
    add(tmp_path)
    code, output = run(tmp_path, "audit", "verify")
    head = output.split()[-1]
    assert code == 0 and head.startswith("2:")
    assert run(tmp_path, "audit", "verify", "--noted", head)[0] == 0
    assert run(tmp_path, "audit", "verify", "--noted", f"3:{head[2:]}")[0] == 1
    assert run(tmp_path, "audit", "verify", "--noted", "nonsense")[0] == 2


def test_keys_are_never_overwritten(tmp_path: Path) -> None:
    assert run(tmp_path, "keys", "make")[0] == 0
    code, output = run(tmp_path, "keys", "make")
    assert code == 1 and "already holds keys" in output


def test_behind_tls_missing_keys_are_one_clear_line(tmp_path: Path) -> None:
    code, output = run(tmp_path, "audit", "verify", PUBLIC_URL="https://support.example.org")
    assert code == 1 and "KEYS_DIR" in output and output.count("\n") == 1


def test_importing_the_package_loads_nothing_heavy() -> None:
    check = "import sys, forms_app; sys.exit(any(name in sys.modules for name in ('flask', 'sqlalchemy', 'argon2')))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_the_index_is_renewed_by_a_command_that_says_how_much_it_did(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate")[0] == 0
    for options in ([], ["--again"]):
        code, output = run(tmp_path, "staff", "index", *options)
        assert code == 0 and output.endswith(
            "0 submissions were indexed now. 0 cannot be read; they are found as before.\n"
        )
