"""A wrong setting stops the start with one clear line that names it and says what to do."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.running import apart, free_ports

from forms_app import settings
from forms_app.cli import preparation
from forms_app.errors import CannotStart
from forms_app.sealing import key_sets, keys
from forms_app.sealing.seal import derive
from forms_app.settings import ROOT, SettingsError

WRONG = {
    "PORT": ["0", "65536", "-1", "http", "80 81", "²"],
    "STAFF_PORT": ["0", "x"],
    "PUBLIC_URL": [
        "support.example.org",
        "ftp://support.example.org",
        "http://support.example.org",
        "https://support.example.org/forms",
        "https://",
        "http://127.0.0.1.evil.example",
        "https://support.example.org?x=1",
        "http://127.0.0.1:99999999",
    ],
    "DATABASE_URL": ["mysql://localhost/x", "nonsense", "sqlite://", "postgresql+asyncpg://localhost/x"],
    "SMTP_URL": ["mail.example.org", "http://mail.example.org"],
    "TRUSTED_HOSTS": ["https://support.example.org", "a b"],
    "AGENCY_DIR": ["nowhere"],
    # Names that nobody would read.
    **{
        name: ["x"]
        for name in (
            *(
                "DATBASE_URL",
                "DATABASE_URI",
                "DATABASEURL",
                "database_url",
                "DATA_DIRS",
                "DATADIR",
                "KEY_DIR",
                "KEYSDIR",
            ),
            *(
                "PUBLIC_ULR",
                "PUBLIC_URI",
                "STAFFPORT",
                "STAFF_PROT",
                "SMTPURL",
                "STMP_URL",
                "TRUSTED_HOST",
                "AGENCY_DIRS",
            ),
        )
    },
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_refused_by_name_in_one_line(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        settings.read({name: value})
    assert str(refused.value).startswith(f"{name}: ") and "\n" not in str(refused.value)


def test_with_nothing_said_it_is_a_trial_on_this_machine() -> None:
    read = settings.read({})
    assert (read.public_url, read.port, read.staff_port) == ("http://127.0.0.1:8000", 8000, 8001)
    assert not read.behind_tls and not read.keys_dir.is_relative_to(read.data_dir)
    assert set(read.trusted_hosts) == {"127.0.0.1", "localhost", "[::1]"}


@pytest.mark.parametrize(("site", "staff"), [("127.0.0.1", "localhost"), ("localhost", "127.0.0.1")])
def test_on_one_machine_staff_have_another_host_so_that_their_cookie_stays_there(site: str, staff: str) -> None:
    known = settings.read({"PUBLIC_URL": f"http://{site}:8000", "STAFF_PORT": "8001"})
    assert known.staff_url_here == f"http://{staff}:8001"


@pytest.mark.parametrize("name", ["SMTP_USER", "XDG_DATA_DIRS", "HOST", "SPORT", "DATABASE_PASSWORD", "PYTHON_PATH"])
def test_a_name_of_another_program_is_left_alone(name: str) -> None:
    assert settings.read({name: "x"}) == settings.read({})


@pytest.mark.parametrize(
    "hosts", ["Support.Example.org", "support.example.org:443", ".example.org", "a.b,support.example.org"]
)
def test_the_trusted_hosts_name_the_site_s_own(hosts: str) -> None:
    assert settings.read({"PUBLIC_URL": "https://support.example.org", "TRUSTED_HOSTS": hosts})
    with pytest.raises(SettingsError, match="^TRUSTED_HOSTS: other.example.net, the host of PUBLIC_URL"):
        settings.read({"PUBLIC_URL": "https://other.example.net", "TRUSTED_HOSTS": hosts})


def test_our_own_health_checks_are_answered_whatever_names_are_given() -> None:
    read = settings.read({"TRUSTED_HOSTS": "support.example.org"})
    assert set(read.trusted_hosts) == {"support.example.org", "127.0.0.1", "localhost", "[::1]"}


@pytest.mark.parametrize("inside", ["", "keys", "a/b/../c"])
def test_keys_may_not_lie_where_a_backup_of_the_data_takes_them_along(tmp_path: Path, inside: str) -> None:
    with pytest.raises(SettingsError, match="^KEYS_DIR: .*DATA_DIR"):
        settings.read({"DATA_DIR": str(tmp_path), "KEYS_DIR": str(tmp_path / inside)})


@pytest.fixture
def environ(tmp_path: Path, keys_dir: Path) -> dict[str, str]:
    """An operator's settings behind TLS, all of them right."""
    shutil.copytree(keys_dir, tmp_path / "keys")
    port, staff_port = map(str, free_ports())
    known = {"DATA_DIR": str(tmp_path / "var"), "KEYS_DIR": str(tmp_path / "keys"), "PORT": port}
    known |= {"STAFF_PORT": staff_port, **apart(tmp_path)}
    return {**known, "PUBLIC_URL": "https://support.example.org"}


def test_right_settings_prepare_a_start(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    _say(monkeypatch, {**environ, "PUBLIC_URL": (settings.ROOT / "build/public-url").read_text("ascii")})
    assert preparation.prepare().data_dir.is_dir()


def test_a_site_that_was_built_for_another_address_stops_the_start(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing else is wrong here."""
    _say(monkeypatch, environ)
    with pytest.raises(SettingsError, match="^PUBLIC_URL: the site was built for http://.* make build$"):
        preparation.prepare()


def _missing(folder: Path) -> None:
    shutil.rmtree(folder)


def _readable_by_all(folder: Path) -> None:
    (folder / "public" / "server.key").chmod(0o644)


def _default(folder: Path) -> None:
    (folder / "public" / "server.key").write_text(base64.b64encode(b"\0" * 32).decode())


def _short(folder: Path) -> None:
    (folder / "staff" / "server.key").write_text(base64.b64encode(os.urandom(16)).decode())


def _not_base64(folder: Path) -> None:
    (folder / "public" / "server.key").write_text("change me!")


def _no_private_half(folder: Path) -> None:
    for path in (folder / "staff").glob("inbox.*.key"):
        path.unlink()


def _damaged(folder: Path) -> None:
    (folder / "public" / "inbox.pub").write_text("{}")


def _of_an_earlier_version(folder: Path) -> None:
    (folder / "staff" / "mail.pub").unlink()


def _no_codes(folder: Path) -> None:
    (folder / "public" / keys.CODES).unlink()


def _no_codes_for_staff(folder: Path) -> None:
    (folder / "staff" / keys.CODES).unlink()


def _other_codes(folder: Path) -> None:
    (folder / "staff" / keys.CODES).write_text(base64.b64encode(os.urandom(32)).decode())


def _no_case_data_key(folder: Path) -> None:
    for path in (folder / "case-data").glob("case-data.*.key"):
        path.unlink()


def _no_key_to_pack_with(folder: Path) -> None:
    (folder / "public" / "case-data.pub").unlink()


def _case_data_key_of_another_set(folder: Path) -> None:
    key_sets.make(folder.parent / "another")
    (folder.parent / "another" / "public" / "case-data.pub").replace(folder / "public" / "case-data.pub")


SPOILED = [
    _no_case_data_key,
    _no_key_to_pack_with,
    _case_data_key_of_another_set,
    _of_an_earlier_version,
    _missing,
    _readable_by_all,
    _default,
    _short,
    _not_base64,
    _no_private_half,
    _damaged,
    _no_codes,
    _no_codes_for_staff,
    _other_codes,
]


@pytest.mark.parametrize("spoil", SPOILED)
def test_behind_tls_a_key_that_is_not_right_stops_the_start(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]
) -> None:
    spoil(Path(environ["KEYS_DIR"]))
    _say(monkeypatch, environ)
    with pytest.raises(SettingsError, match="^KEYS_DIR: ") as refused:
        preparation.prepare()
    assert "\n" not in str(refused.value)


def test_a_set_of_an_earlier_version_is_completed(environ: dict[str, str]) -> None:
    folder = Path(environ["KEYS_DIR"])
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    _of_an_earlier_version(folder)
    assert key_sets.complete(folder) == [folder / "staff" / "mail.pub"] and key_sets.complete(folder) == []
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def test_a_set_from_before_case_data_is_given_its_pair_once(environ: dict[str, str]) -> None:
    folder = Path(environ["KEYS_DIR"])
    shutil.rmtree(folder / "case-data")
    _no_key_to_pack_with(folder)
    for owner in ("account", "staff", "phone"):
        (folder / owner / "case-data.pub").unlink()
    private, *others = key_sets.complete(folder)
    rest = (
        "public/case-data.pub",
        "case-data/server.key",
        "staff/case-data.pub",
        "account/case-data.pub",
        "case-data/inbox.pub",
        "case-data/mail.pub",
        "phone/case-data.pub",
    )
    assert (private.parent, others) == (folder / "case-data", [folder / name for name in rest])
    assert private.stat().st_mode & 0o077 == 0 and private.parent.stat().st_mode & 0o077 == 0
    keys.expect_pair(settings.read(environ), "case-data")
    assert key_sets.complete(folder) == []


def test_half_a_pair_that_is_lost_is_not_made_anew(environ: dict[str, str]) -> None:
    """A new pair would hide that what was sealed to the old one cannot be opened any more."""
    folder = Path(environ["KEYS_DIR"])
    _no_case_data_key(folder)
    assert key_sets.complete(folder) == []
    with pytest.raises(SettingsError, match="holds no case-data key"):
        keys.private_pairs(settings.read(environ), "case-data")


def test_codes_that_an_earlier_version_gave_out_still_open(environ: dict[str, str]) -> None:
    """They were bound to a key derived from the public app's own."""
    folder, known = Path(environ["KEYS_DIR"]), settings.read(environ)
    for spoil in (_no_codes, _no_codes_for_staff):
        spoil(folder)
    for owner in ("account", "phone"):
        (folder / owner / keys.CODES).unlink()
    owners = ("public", "staff", "account", "phone")
    assert key_sets.complete(folder) == [folder / owner / keys.CODES for owner in owners]
    earlier = derive(keys.secret(known, "public"), "receipt codes")
    assert [keys.receipt_codes(known, owner) for owner in ("public", "staff")] == [earlier, earlier]


def test_a_set_that_was_handed_out_is_not_completed_from_nothing(environ: dict[str, str]) -> None:
    folder = Path(environ["KEYS_DIR"])
    _of_an_earlier_version(folder)
    _missing(folder / "public")
    with pytest.raises(SettingsError, match="where the whole set lies"):
        key_sets.complete(folder)


def test_a_second_set_of_keys_never_overwrites_the_first(environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="already holds keys"):
        key_sets.make(Path(environ["KEYS_DIR"]))


def test_a_database_that_cannot_be_opened_stops_the_start(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a database, and not a folder either")
    for where in ("file", "file/x.sqlite"):
        _say(monkeypatch, {**environ, "DATABASE_URL": f"sqlite:///{tmp_path}/{where}"})
        with pytest.raises(SettingsError, match="^DATABASE_URL: ") as refused:
            preparation.prepare()
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize("what", ["DATA_DIR", "DATABASE_URL", "AGENCY_DIR"])
def test_the_process_ends_with_one_line(environ: dict[str, str], tmp_path: Path, what: str) -> None:
    """As an operator sees it. A file stands where a folder should: that stops root as well."""
    (tmp_path / "file").write_text("")
    wrong = {
        "DATA_DIR": str(tmp_path / "file" / "var"),
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "AGENCY_DIR": str(tmp_path),
    }
    said = {**os.environ, **environ, what: wrong[what]}
    done = subprocess.run(
        [sys.executable, "-m", "forms_app.cli.run"], cwd=ROOT, env=said, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("Cannot start. "), done.stderr


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("deadlines.toml", "nonsense = "),
        ("letters.toml", "nonsense = "),
        ("zip_counties.csv", "zip_codes\n90001\n"),
    ],
)
def test_facts_that_are_wrong_stop_the_start_too(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str, text: str
) -> None:
    shutil.copytree(ROOT / "agency", tmp_path / "agency")
    (tmp_path / "agency" / file).write_text(text)
    _say(monkeypatch, {**environ, "AGENCY_DIR": str(tmp_path / "agency")})
    with pytest.raises(CannotStart, match=file) as refused:
        preparation.prepare()
    assert "\n" not in str(refused.value)


def test_a_file_of_facts_that_is_missing_stops_the_start(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "agency", tmp_path / "agency")
    (tmp_path / "agency" / "zip_counties.csv").unlink()
    _say(monkeypatch, {**environ, "AGENCY_DIR": str(tmp_path / "agency")})
    with pytest.raises(CannotStart, match="zip_counties.csv, line 1: the file is missing"):
        preparation.prepare()


def test_a_mail_server_that_is_named_wrongly_stops_the_start(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _say(monkeypatch, {**environ, "SMTP_URL": "smtps://mail.example.org?from=nobody"})
    with pytest.raises(SettingsError, match="^SMTP_URL: from="):
        preparation.prepare()


def _say(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://señal.example.org", "https://xn--seal-hqa.example.org"),
        ("https://SEÑAL.example.org:8443/", "https://xn--seal-hqa.example.org:8443"),
        ("https://conexión.méxico", "https://xn--conexin-q0a.xn--mxico-bsa"),
    ],
)
def test_a_site_in_another_script_has_the_name_that_browsers_and_mail_servers_use(typed: str, kept: str) -> None:
    known = settings.read({"PUBLIC_URL": typed})
    assert known.public_url == kept and known.trusted_hosts[0] == kept.removeprefix("https://").partition(":")[0]


def test_a_name_that_is_none_in_any_script_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"^PUBLIC_URL: ñ_x\.example is no host name\.$"):
        settings.read({"PUBLIC_URL": "https://ñ_x.example"})
