"""From a letter's blocks to a tagged PDF (PDF/UA-1): one typst compiler per process, kept warm, with our own fonts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from forms_app.deadlines import clock
from forms_app.pdf.blocks import Document
from forms_app.pdf.glyphs import Coverage

if TYPE_CHECKING:
    import typst

FOLDER = Path(__file__).parent
TEMPLATE = "frame.typ"
FONTS = (
    "CustomerConnectSans-Regular.ttf",
    "AtkinsonHyperlegibleNext-Regular.ttf",
    "NotoSans-Regular.ttf",
    "Vazirmatn-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansCJK-Regular.otf",
    "NotoSansKhmer-Regular.ttf",
    "NotoSansLao-Regular.ttf",
    "NotoSansMyanmar-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansGurmukhi-Regular.ttf",
    "NotoSansGujarati-Regular.ttf",
    "NotoSansTamil-Regular.ttf",
    "NotoSansTelugu-Regular.ttf",
    "NotoSansKannada-Regular.ttf",
    "NotoSansMalayalam-Regular.ttf",
    "NotoSansSinhala-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "NotoSansEthiopic-Regular.ttf",
)


class CannotPrint(Exception):
    """A letter could not be set. It carries no text: typst's own message quotes what the person wrote."""


class Compiler:
    """Reads at once which characters the fonts have, and starts typst at the first letter. One thread at a time."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._lock = Lock()
        self._typst: typst.Compiler | None = None
        self._coverage = Coverage([FOLDER / "fonts" / name for name in FONTS])

    def pdf(self, document: Document, *more: Document) -> bytes:
        """The PDF. Raises CannotPrint. Characters that no font has are replaced and explained at the end.

        `more` papers follow in the same file, each on a sheet of its own even when both sides are printed.
        """
        import typst  # only here: the editors' check reads the letters' words, and prints none

        papers = [document, *more]
        try:
            return self._set(self._shown(papers))
        except typst.TypstError:  # perhaps a character that a font promised: once more with the first font alone
            pass
        except (RuntimeError, OSError):
            raise CannotPrint from None
        try:
            return self._set(self._shown(papers, fonts=1))
        except (RuntimeError, OSError):
            raise CannotPrint from None

    def unshown(self, text: str) -> list[str]:
        """The signs of a text that would be replaced, each once."""
        return self._coverage.unshown(text)

    def _shown(self, papers: list[Document], fonts: int | None = None) -> str:
        """The data as JSON, all of it printable; `fonts`: with how many of them."""
        first = papers[0]
        shown = [self._printable(paper, fonts) for paper in papers]
        whole = {"title": first.title, "language": first.language, "style": first.style, "papers": shown}
        return json.dumps(whole, ensure_ascii=False)

    def _printable(self, paper: Document, fonts: int | None) -> dict[str, Any]:
        data, unshown = paper.data(), paper.unshown
        text = json.dumps(data, ensure_ascii=False)
        if self._coverage.shows(text):
            return data
        plain: dict[str, Any] = _each_text(data, lambda part: self._coverage.printable(part, unshown, fonts))
        replaced = json.dumps(plain, ensure_ascii=False).count(unshown) > text.count(unshown)
        return {**plain, "explain": replaced}

    def _set(self, data: str) -> bytes:
        import typst

        with self._lock:
            self._typst = self._typst or self._made()
            try:
                made = self._typst.compile(
                    format="pdf",
                    pdf_standards="ua-1",
                    sys_inputs={"data": data},
                    timestamp=int(clock.utc_now().timestamp()),
                )
            except typst.TypstError:
                self._typst = None  # what it was given does not stay in memory
                raise
        assert isinstance(made, bytes)  # noqa: S101 - one PDF, not a list of pages
        return made

    def _made(self) -> typst.Compiler:
        import typst

        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER / "fonts"])
        return typst.Compiler(self._folder / TEMPLATE, root=self._folder, font_paths=fonts)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(part, change) for part in value]
    if isinstance(value, dict):
        return {name: _each_text(part, change) for name, part in value.items()}
    return value
