"""Where to report a hole: the agency's own contact (RFC 9116), for a year after it was last checked, or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from forms_app.facts import agency
from forms_app.settings import ROOT
from website.build import security_txt

PLACE = ".well-known/security.txt"


def test_an_agency_that_runs_it_publishes_its_contact(official_site: Path) -> None:
    lines = dict(line.split(": ", 1) for line in (official_site / PLACE).read_text("ascii").splitlines())
    assert lines["Contact"] == "mailto:security@agency.example"
    assert lines["Expires"] == "2027-11-21T00:00:00Z", "less than a year after the contact was checked"
    assert lines["Preferred-Languages"] == "en, es"
    assert lines["Canonical"].endswith("/" + PLACE) and lines["Canonical"].startswith("http")


def test_a_demonstration_publishes_none(site: Path) -> None:
    assert not (site / PLACE).exists()


def test_a_contact_that_is_taken_back_is_taken_from_the_site(tmp_path: Path) -> None:
    contact = agency.Contact("mailto:security@agency.example", "the agency", date(2026, 11, 22))
    security_txt.write(tmp_path, contact, "https://agency.example/")
    assert (tmp_path / PLACE).exists()
    security_txt.write(tmp_path, None, "https://agency.example/")
    assert list(tmp_path.iterdir()) == []


def test_the_web_server_hands_it_out_with_the_site() -> None:
    configured = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    assert "well-known" not in configured and "root /srv/customer-connect/build/site;" in configured
