"""The personal code: random, readable, forgiving."""

from __future__ import annotations

import pytest

from connectors.booking.code import ALPHABET, LENGTH, make_code, normalise


def test_codes_have_ten_characters_that_nobody_confuses() -> None:
    code = make_code()
    assert len(code) == LENGTH == 10
    assert not set(code) & set("ILOU")
    assert normalise(code) == code


def test_codes_differ_and_use_the_whole_alphabet() -> None:
    codes = {make_code() for _ in range(500)}
    assert len(codes) == 500
    assert set("".join(codes)) == set(ALPHABET)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ABCDE12345", "ABCDE12345"),
        ("abcde12345", "ABCDE12345"),
        (" abcde 12345 ", "ABCDE12345"),
        ("ABCDE-12345", "ABCDE12345"),
        ("ABCDE–12345", "ABCDE12345"),
        ("OABCDIL234", "0ABCD11234"),
        ("ABCDE1234", None),
        ("ABCDE123456", None),
        ("ABCDE1234U", None),
        ("ABCDE1234Ä", None),
        ("", None),
        ("../metadata", None),
    ],
)
def test_what_is_typed_is_read(typed: str, read: str | None) -> None:
    assert normalise(typed) == read
