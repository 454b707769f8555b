"""One mail: what stands in it, what must never stand in it, and how it is handed over to a real mail server."""

from __future__ import annotations

import shutil
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from support.emails import ROW, TEMPLATES, letter
from support.post_office import PostOffice

from forms_app.channels import NotNow, Refused, Unreachable
from forms_app.channels.email import message as email
from forms_app.channels.email.mail_server import Relay
from forms_app.channels.email.smtp import deliver
from forms_app.facts.files import FactsError
from forms_app.settings import SettingsError

TELLING = """child support agency case complaint complain hearing enroll pin court custody parent father mother form
 receipt reference number county los angeles ombudsperson caseworker violence safe manutención menores hijos agencia
 caso queja audiencia inscripción corte custodia padre madre formulario comprobante referencia número condado
 violencia segur""".split()  # noqa: SIM905
HOMES = {"en": "https://example.org/", "es": "https://example.org/es/"}


@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        ("en", "You have a message", "There is a message for you on this site:"),
        ("es", "Tiene un mensaje", "Hay un mensaje para usted en este sitio:"),
    ],
)
def test_a_mail_is_one_sentence_and_the_sites_home_address(language: str, subject: str, sentence: str) -> None:
    sent = letter(language)
    assert sent.get_content().split("\n\n") == [sentence, HOMES[language] + "\n"]
    assert dict(sent.items()) == {
        "From": "Customer Connect <news@example.org>",
        "To": "someone@example.net",
        "Subject": subject,
        "Date": "Fri, 20 Nov 2026 18:00:00 +0000",
        "Message-ID": f"<{ROW}@example.org>",
        "Auto-Submitted": "auto-generated",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "7bit",
        "MIME-Version": "1.0",
    }


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_word_of_a_mail_tells_what_it_is_about(language: str) -> None:
    sent = letter(language)
    words = f"{sent['From']} {sent['Subject']} {sent.get_content()}".casefold()
    assert [word for word in TELLING if word in words] == []


@pytest.mark.parametrize(
    ("language", "first"), [("en", "Demonstration: nothing is sent"), ("es", "Demostración: no se")]
)
def test_a_demonstration_says_so_in_the_first_line_with_the_number_to_call(language: str, first: str) -> None:
    line = letter(language, phone="866-555-0100").get_content().splitlines()[0]
    assert line.startswith(first) and line.endswith("866-555-0100.")


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "says"),
    [
        ("en.txt", "You have a message", "News about your case", 1, "“case” tells too much"),
        ("es.txt", "Hay un mensaje", "Hay un mensaje de su QUEJA", 4, "“queja” tells too much"),
        ("es.txt", "Hay un mensaje", "Hay un mensaje de manutención", 4, "“manutencion” tells too much"),
        ("en.txt", "There is a message", "There are 2 messages", 4, "“2” tells too much"),
        ("en.txt", "{home}", "{reference}", 4, "names in braces"),
        ("en.txt", "{home}", "{home} {home}", 4, "names in braces"),
        ("en.txt", "{home}", "{home", 4, "names in braces"),
        ("en.txt", "Subject: You", "Sbject: You", 1, "no Subject"),
        ("es.txt", "{phone}", "", 2, "names in braces"),
    ],
)
def test_a_template_that_would_tell_or_break_is_refused_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, line: int, says: str
) -> None:
    folder = Path(shutil.copytree(TEMPLATES, tmp_path / "mail"))
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(FactsError, match=says) as raised:
        email.load(folder)
    assert (raised.value.path, raised.value.line) == (folder / file, line)


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match=r"en\.txt, line 1: the file is missing"):
        email.load(tmp_path)


def test_a_domain_of_another_script_is_written_as_servers_take_it() -> None:
    assert letter(recipient="rosa@peña.example.net")["To"] == "rosa@xn--pea-8ma.example.net"


@pytest.mark.parametrize(
    "recipient", ["josé@example.net", "a@b", "", "x@example.net\r\nBcc: y@example.net", "x@example.net, y@example.net"]
)
def test_an_address_that_servers_do_not_take_is_refused(recipient: str) -> None:
    with pytest.raises(Refused):
        letter(recipient=recipient)


@pytest.mark.parametrize(
    ("said", "url", "address"),
    [
        ("", "https://connect.example.org", "news@connect.example.org"),
        ("", "http://127.0.0.1:8000", "news@localhost"),
        ("hello@example.org", "https://connect.example.org", "hello@example.org"),
        ("", "https://xn--seal-hqa.example.org", "news@xn--seal-hqa.example.org"),
        ("", "https://señal.example.org", "news@xn--seal-hqa.example.org"),
    ],
)
def test_the_sender_is_the_sites_own_host_unless_told_otherwise(said: str, url: str, address: str) -> None:
    assert email.sender_address(said, url) == address


@pytest.mark.parametrize("url", ["https://intranet", "https://a_b.example.org", "https://x..example.org"])
def test_a_site_whose_name_no_mail_can_bear_does_not_start_without_a_sender(url: str) -> None:
    with pytest.raises(SettingsError, match="SMTP_URL=…\\?from="):
        email.sender_address("", url)
    assert email.sender_address("news@example.org", url) == "news@example.org"


def test_the_server_learns_the_sites_name_and_not_the_machines() -> None:
    with PostOffice() as post:
        deliver(Relay.of(post.url), letter(), "example.org")
    assert set(post.greetings) == {"example.org"} and post.recipients == ["someone@example.net"]


@pytest.mark.parametrize(
    ("recipient", "data", "kind"),
    [
        ("450 Later", "250 Taken", NotNow),
        ("550 Nobody", "250 Taken", Refused),
        ("250 OK", "451 Later", NotNow),
        ("250 OK", "554 Never", Refused),
        ("250 OK", "421 Closing", NotNow),
    ],
)
def test_a_refusal_for_good_is_told_from_one_for_now(recipient: str, data: str, kind: type[Exception]) -> None:
    with PostOffice() as post:
        post.on_recipient, post.on_data = lambda _: recipient, lambda: data
        with pytest.raises(kind) as raised:
            deliver(Relay.of(post.url), letter(), "example.org")
    assert type(raised.value) is kind and post.mails == []


def test_no_server_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        deliver(Relay.of(PostOffice().url), letter(), "example.org")


def test_without_tls_nothing_leaves_the_machine() -> None:
    with PostOffice() as post, pytest.raises(Unreachable):
        deliver(Relay.of(post.url.replace("localhost", "0.0.0.0")), letter(), "example.org")  # noqa: S104
    assert post.mails == []


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for localhost with its key, which nobody trusts until told to."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    day = timedelta(days=1)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - day)
        .not_valid_after(datetime.now(UTC) + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file = tmp_path / "certificate.pem"
    file.write_bytes(
        made.public_bytes(pem) + key.private_bytes(pem, pkcs8, serialization.NoEncryption()),
    )
    return file


def context(certificate: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate)
    return made


@pytest.mark.parametrize("starttls", [False, True])
def test_a_certificate_that_nobody_vouches_for_stops_the_mail(certificate: Path, starttls: bool) -> None:
    with PostOffice(context(certificate), starttls) as post, pytest.raises(Unreachable):
        deliver(Relay.of(post.url), letter(), "example.org")
    assert post.mails == []


@pytest.mark.parametrize("starttls", [False, True])
def test_a_checked_certificate_lets_the_mail_through(
    certificate: Path, starttls: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with PostOffice(context(certificate), starttls) as post:
        deliver(Relay.of(post.url), letter("es"), "example.org")
    assert [str(taken["Subject"]) for taken in post.mails] == ["Tiene un mensaje"]
