"""Numbers in digits and words, with ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapal.lang.numerals import NumberForm, find_numbers, parse_number

ID_DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("id", "tujuh", 7), ("id", "sepuluh", 10), ("id", "sebelas", 11), ("id", "tujuh belas", 17),
        ("id", "dua puluh lima", 25), ("id", "seratus", 100), ("id", "seratus tujuh belas", 117),
        ("id", "dua ratus tiga puluh", 230), ("id", "seribu dua ratus", 1200), ("id", "lima puluh lima ribu", 55_000),
        ("id", "dua juta tiga ratus ribu", 2_300_000), ("id", "3,5 juta", 3_500_000), ("id", "55 ribu", 55_000),
        ("id", "1.500", 1500), ("id", "12", 12), ("id", "seorang", 1), ("id", "selusin", 12), ("id", "dua lusin", 24),
        ("en", "seven", 7), ("en", "twenty-five", 25), ("en", "one hundred and seventeen", 117),
        ("en", "a hundred", 100), ("en", "two dozen", 24), ("en", "a dozen", 12), ("en", "1,500", 1500),
        ("en", "2.5 million", 2_500_000), ("en", "three thousand two hundred", 3200), ("en", "a million", 1_000_000),
        ("en", "twenty-five hundred", 2500), ("en", "55 thousand", 55_000),
    ],
)  # fmt: skip
def test_numbers_in_words(language: str, words: str, value: int) -> None:
    assert parse_number(words, language) == value


@pytest.mark.parametrize(
    ("language", "words"),
    [("id", "ribu"), ("id", "dua tiga"), ("id", "kota"), ("id", ""), ("en", "hundred"), ("en", "and"),
     ("en", "two three"), ("en", "1.5"), ("id", "puluh")],
)  # fmt: skip
def test_what_is_no_number(language: str, words: str) -> None:
    assert parse_number(words, language) is None


def said(number: int) -> str:
    """A number below a million in Indonesian words."""
    if number < 10:
        return ID_DIGITS[number]
    if number < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(number, ID_DIGITS[number - 10] + " belas")
    for size, word, one in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "")):
        if number >= size:
            head, rest = divmod(number, size)
            start = one if head == 1 and one else f"{said(head)} {word}"
            return f"{start} {said(rest)}" if rest else start
    raise AssertionError(number)


@given(st.integers(1, 999_999))
def test_every_indonesian_number_in_words_comes_back(number: int) -> None:
    assert parse_number(said(number), "id") == number


@given(st.text(max_size=60), st.sampled_from(["id", "en"]))
def test_spans_lie_in_the_text_in_order(text: str, language: str) -> None:
    at = 0
    for number in find_numbers(text, language):
        assert at <= number.span.start < number.span.end <= len(text)
        assert number.high is None or number.high > number.value
        at = number.span.end


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("id", "Sebanyak 117 warga dan dua puluh lima lain.", [("117", 117, None), ("dua puluh lima", 25, None)]),
        ("id", "Antara 10 dan 15 orang tewas.", [("10 dan 15", 10, 15)]),
        ("id", "Sekitar 10-15 orang, lalu 10 hingga 15 orang.", [("10-15", 10, 15), ("10 hingga 15", 10, 15)]),
        ("id", "Dua hingga tiga desa.", [("Dua hingga tiga", 2, 3)]),
        ("id", "Sebanyak 2-3 juta orang.", [("2-3 juta", 2_000_000, 3_000_000)]),
        ("id", "Seorang warga tewas.", [("Seorang", 1, None)]),
        ("id", "Lebih dari 55 ribu orang.", [("55 ribu", 55_000, None)]),
        ("id", "Tiga tentara dan 12 warga.", [("Tiga", 3, None), ("12", 12, None)]),
        ("en", "Between 10 and 15 people, or ten to fifteen.", [("10 and 15", 10, 15), ("ten to fifteen", 10, 15)]),
        ("en", "Two or three villages.", [("Two or three", 2, 3)]),
        ("en", "A dozen men and 1,500 others.", [("A dozen", 12, None), ("1,500", 1500, None)]),
        ("en", "At least 2.5 million fled.", [("2.5 million", 2_500_000, None)]),
        ("en", "Su-22 and F-16 jets, at 12:00 on 17/6/2017.", []),
        ("en", "Ten and 5 others.", [("Ten", 10, None), ("5", 5, None)]),
    ],
)
def test_numbers_in_a_sentence(language: str, text: str, found: list[tuple[str, int, int | None]]) -> None:
    numbers = find_numbers(text, language)
    assert [(text[n.span.start : n.span.end], n.value, n.high) for n in numbers] == found


def test_forms_are_told_apart() -> None:
    forms = [n.form for n in find_numbers("Seorang, dua, 3, 4 ribu.", "id")]
    assert forms == [NumberForm.ARTICLE, NumberForm.WORDS, NumberForm.DIGITS, NumberForm.MIXED]
