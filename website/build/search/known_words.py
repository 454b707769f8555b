"""What search knows beside the pages, from website/search.toml: words of one meaning, and the forms as results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from forms_app.facts.languages import LANGUAGES
from forms_app.facts.toml_file import Table, read
from forms_app.facts.words import Words
from forms_app.facts.words import words as worded
from website.build.form_paths import NAMES, form_path

PATH = Path(__file__).parents[2] / "search.toml"
FORM_WEIGHT = 0.5  # the page that explains a form comes before the form

Entry = dict[str, str | float]


@dataclass(frozen=True)
class Form:
    """A form as a result: what it is called, and what people type who look for it.

    `text`: of what sends nothing and is no practice either, what it does.
    """

    name: Words
    words: Words
    text: Words | None = None


@dataclass(frozen=True)
class SearchWords:
    """`same`: language → words of one meaning, a meaning a line. `said`: what stands beside a form."""

    same: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, Form]
    said: Mapping[str, Words]

    def entries(self, language: str, *, official: bool) -> Iterator[Entry]:
        """The forms as entries of an index; while no agency runs the site, each says that it is practice."""
        usual = self.said["official_text" if official else "practice_text"]
        for name, form in self.forms.items():
            practice = "" if official or form.text else f" {self.said['practice'][language]}"
            text = (form.text or usual)[language]
            entry: Entry = {"page": form.name[language] + practice, "text": text, "url": form_path(name, language)}
            yield entry | {"words": form.words[language], "weight": FORM_WEIGHT}


def load() -> SearchWords:
    """Raises FactsError with the line of what lacks a language, or of a form that there is not."""
    whole = read(PATH, "[same]", "[forms]", "[said]")
    same, forms, said = (whole.inner(name) for name in ("same", "forms", "said"))
    if wrong := sorted(set(forms.values) ^ set(NAMES)):
        raise forms.wrong(f"the forms are not those of the site: {', '.join(wrong)}", "Name each form once.")
    return SearchWords(
        same={language: same.texts(language) for language in LANGUAGES},
        forms={name: _form(forms.inner(name)) for name in forms.values},
        said={key: worded(said.inner(key)) for key in ("practice", "practice_text", "official_text")},
    )


def _form(table: Table) -> Form:
    text = worded(table.inner("text")) if table.has("text") else None
    form = Form(worded(table.inner("name")), worded(table.inner("words")), text)
    table.refuse_unread()
    return form
