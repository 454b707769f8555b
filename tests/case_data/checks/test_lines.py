"""Lines come whole however they lie to the blocks in which they are read, and none that is too long."""

from __future__ import annotations

import io

import pytest

from forms_app.case_data.checks import lines


@pytest.mark.parametrize("longest", [1, 70, 5_000, 65_000])
def test_lines_over_many_blocks_are_those_of_the_file(longest: int) -> None:
    made = [("ñ\u2028€x" * longest)[: number % (longest // 4 + 1) + 1] for number in range(lines.BLOCK * 6 // longest)]
    made = made[:200_000]
    for end in ("", "\n"):
        assert list(lines.read(io.BytesIO(("\n".join(made) + end).encode()))) == made


def test_a_file_without_a_line_has_none_and_blank_lines_are_lines() -> None:
    assert list(lines.read(io.BytesIO(b""))) == []
    assert list(lines.read(io.BytesIO(b"\n\na"))) == ["", "", "a"]


@pytest.mark.parametrize("before", [0, lines.BLOCK - lines.LONGEST, lines.BLOCK - 10])
def test_a_line_may_be_as_long_as_the_limit_and_no_longer(before: int) -> None:
    short = b"a\n" * (before // 2)
    assert len(list(lines.read(io.BytesIO(short + b"b" * lines.LONGEST + b"\nc\n")))) == before // 2 + 2
    with pytest.raises(lines.LongLine):
        list(lines.read(io.BytesIO(short + b"b" * (lines.LONGEST + 1) + b"\nc\n")))


def test_a_line_without_an_end_is_given_up_before_it_fills_the_memory() -> None:
    class Endless(io.RawIOBase):
        read_so_far = 0

        def read(self, size: int = -1) -> bytes:
            self.read_so_far += size
            assert self.read_so_far < 4 * lines.BLOCK
            return b"a" * size

    with pytest.raises(lines.LongLine):
        next(lines.read(Endless()))  # type: ignore[arg-type]


def test_what_stands_before_a_wrong_byte_is_read() -> None:
    found = lines.read(io.BytesIO(b"a\nb\n\xff\nc\n"))
    assert [next(found), next(found)] == ["a", "b"]
    with pytest.raises(UnicodeDecodeError):
        next(found)
