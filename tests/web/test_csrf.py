"""A token of our own page is known again, however it is masked, and nothing else is taken for one."""

from __future__ import annotations

from forms_app.web import csrf


def test_a_masked_token_is_known_again_and_no_other_is() -> None:
    key, bound_to = b"k" * 32, b"cookie"
    given = csrf.token(key, bound_to)
    assert csrf.is_token(key, bound_to, [given])
    changed = ("0" if given[-1] != "0" else "1").join((given[:-1], ""))
    for wrong in (changed, given[:32], given + "00", "", "é", given[:-2]):
        assert not csrf.is_token(key, bound_to, [wrong]), wrong
    assert not csrf.is_token(key, b"another", [given]) and not csrf.is_token(b"x" * 32, bound_to, [given])
    assert not csrf.is_token(key, bound_to, None)
