"""Letters in the account in place of paper: her yes counts for the words and the keys that she gave it with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_worker.conftest import Bench, Opened, order
from case_worker.test_documents import confirm, listed

from forms_app.bundles import papers
from forms_app.sealing.owner_keys import OwnerKeys

WORDING = papers.wording(paper_goes_on=True)


def say_yes(bench: Bench, owner: OwnerKeys, **other: object) -> str:
    word = papers.sample_word(owner.public.id, "es")
    body = {"language": "es", "word": word, "wording": WORDING, "text": "0123", **other}
    return bench.hand_in(order(owner, "consent", body=body))


def test_a_yes_is_kept_with_its_words_and_taken_back_by_one_order(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    assert say_yes(bench, owner, word=f" {papers.sample_word(owner.public.id, 'es').upper()} ") == "done"
    assert listed(bench, owner).consent == papers.Consent(WORDING, bench.parts.today())
    for _ in range(2):
        assert bench.hand_in(order(owner, "no-consent")) == "done"
    assert listed(bench, owner).consent is None

    said = [(row[3], row[4], row[5]) for row in bench.loader.rows("consents")]
    assert sorted(said) == [("papers", "n", "withdrawn"), ("papers", "y", f"es {WORDING} 0123")]
    noted = [row[6] for row in bench.loader.rows("holder_events") if row[4] == "consent-changed"]
    assert sorted(noted) == ["papers-by-mail", "papers-here"]


@pytest.mark.parametrize(
    "wrong", [{"word": "no word of ours"}, {"wording": "0"}, {"language": "xx"}, {"text": "x" * 41}, {"word": ""}]
)
def test_a_yes_to_other_words_or_without_the_sample_is_none(
    bench: Bench, opened: Opened, wrong: dict[str, object]
) -> None:
    owner = opened()
    confirm(bench, owner)
    assert say_yes(bench, owner, **wrong) == "not-right"
    assert listed(bench, owner).consent is None


def test_a_new_account_says_no_yes_and_new_keys_have_said_none(bench: Bench, opened: Opened) -> None:
    owner = opened()
    assert say_yes(bench, owner) == "not-yet"
    confirm(bench, owner)
    say_yes(bench, owner)
    other = OwnerKeys.generate()
    confirm(bench, other)

    assert listed(bench, other).consent is None


def test_once_paper_may_end_for_all_letters_she_is_asked_again(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    object.__setattr__(bench.parts, "paper", replace(bench.parts.paper, goes_on=False))

    assert say_yes(bench, owner) == "not-right"
    assert say_yes(bench, owner, wording=papers.wording(paper_goes_on=False)) == "done"
