"""Reading grade: English by Flesch-Kincaid, Spanish by INFLESZ, with our own count of syllables, offline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from forms_app.facts.languages import BY_CODE
from website.checks.pages import Finding, Site
from website.checks.words.english import is_english
from website.checks.words.prose import sentences_of

ENGLISH_GRADE_AT_MOST = 8.0
SPANISH_EASE_AT_LEAST = 65.0
FEWEST_WORDS = 5  # a fragment is no sentence, and would make any page look easy

_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_END = re.compile(r"(?<=[.!?])[\"”)]*\s+")
_HALF_DAY = re.compile(r"\b([ap])\. ?m\.", re.I)
_SILENT = re.compile(r"[^aeiouyl]e$|[aeiouy][lr]e$|[^aeioutd]ed$|[^aeiouscxzgh]es$")
_TWO_NUCLEI = re.compile(r"(?<![ctsg])i[ao]|eo(?!us|pl)|ua(?![rl]?ty)|ism$")
_STRONG = "aeoáéóíú"  # an accented i or u does not melt into its neighbour


def reading(site: Site) -> Iterator[Finding]:
    names = legal_names(site.root / "locales/legal-names.txt")
    for page in site.pages.values():
        sentences = prose(sentences_of(page), names)
        too_hard = FORMULAS.get(BY_CODE[page.language].reading)
        if too_hard and sentences and not is_english(site, page) and (what := too_hard(sentences)):
            yield page.finding(1, what, _remedy(sentences))


def _hard_english(sentences: Sequence[str]) -> str:
    grade, most = english_grade(sentences), ENGLISH_GRADE_AT_MOST
    return f"the prose reads at grade {grade:.1f}; at most {most:g} is allowed" if grade > most else ""


def _hard_spanish(sentences: Sequence[str]) -> str:
    ease, least = spanish_ease(sentences), SPANISH_EASE_AT_LEAST
    return f"the prose has INFLESZ {ease:.1f}; at least {least:g} is asked" if ease < least else ""


# By the name that locales/languages.toml gives: what is wrong with sentences that are too hard, or nothing.
FORMULAS: Mapping[str, Callable[[Sequence[str]], str]] = {
    "flesch-kincaid": _hard_english,
    "inflesz": _hard_spanish,
}


def _remedy(sentences: Sequence[str]) -> str:
    longest = max(sentences, key=lambda sentence: len(_WORD.findall(sentence)))
    return f"shorten sentences, beginning with “{longest[:90]}”, or list a legal name in locales/legal-names.txt"


def english_grade(sentences: Sequence[str]) -> float:
    """Flesch-Kincaid grade (Kincaid and others, 1975)."""
    words = _words(sentences)
    syllables = sum(map(english_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def spanish_ease(sentences: Sequence[str]) -> float:
    """Flesch-Szigriszt perspicuity, read on the INFLESZ scale (Barrio-Cantalejo, 2008): above 65 is quite easy."""
    words = _words(sentences)
    syllables = sum(map(spanish_syllables, words))
    return 206.835 - 62.3 * syllables / len(words) - len(words) / len(sentences)


def english_syllables(word: str) -> int:
    """Groups of vowels, less the endings that are written and not spoken, and two where a group is said as two."""
    word = re.sub(r"'.*", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    groups -= bool(_SILENT.search(word))
    groups += len(_TWO_NUCLEI.findall(word))
    return max(1, groups)


def spanish_syllables(word: str) -> int:
    """Nuclei: strong vowels count each, a weak one only when it stands alone."""
    word = re.sub(r"([qg])u(?=[eéií])", r"\1", word.lower())
    word = re.sub(r"y(?=[aeiouáéíóú])", "j", word)
    groups = re.findall(r"[aeiouáéíóúüy]+", word)
    return max(1, sum(max(1, sum(letter in _STRONG for letter in group)) for group in groups))


def legal_names(path: Path) -> list[str]:
    """Names that the law gives and that cannot be made simpler, longest first."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)


def prose(paragraphs: Sequence[str], names: Sequence[str]) -> list[str]:
    """The sentences of it that are measured: whole ones, with a plain word in the place of each legal name."""
    found: list[str] = []
    for paragraph in paragraphs:
        for name in names:
            paragraph = re.sub(rf"\b{re.escape(name)}\b", "name", paragraph)
        found += _END.split(_HALF_DAY.sub(r"\1m", paragraph))
    return [sentence for sentence in found if len(_WORD.findall(sentence)) >= FEWEST_WORDS]


def _words(sentences: Sequence[str]) -> list[str]:
    return [word for sentence in sentences for word in _WORD.findall(sentence)]
