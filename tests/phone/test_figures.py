"""Money, days, times and codes, as a telephone says them in each language."""

from __future__ import annotations

from datetime import date, time

import pytest

from forms_app.phone.said.figures import Code, Count, Day, Figure, Money, Time
from forms_app.phone.said.numbers import english, spanish
from forms_app.phone.said.sentences import fill

SAID = [
    (Money(123_456), "one thousand two hundred thirty-four dollars and fifty-six cents",
     "mil doscientos treinta y cuatro dólares con cincuenta y seis centavos"),
    (Money(100), "one dollar", "un dólar"),
    (Money(1), "one cent", "un centavo"),
    (Money(2_100), "twenty-one dollars", "veintiún dólares"),
    (Money(3_101), "thirty-one dollars and one cent", "treinta y un dólares con un centavo"),
    (Money(10_000), "one hundred dollars", "cien dólares"),
    (Money(10_100), "one hundred one dollars", "ciento un dólares"),
    (Money(100_000), "one thousand dollars", "mil dólares"),
    (Money(2_100_000), "twenty-one thousand dollars", "veintiún mil dólares"),
    (Money(100_000_000), "one million dollars", "un millón de dólares"),
    (Money(250_000_000), "two million five hundred thousand dollars", "dos millones quinientos mil dólares"),
    (Money(0), "zero dollars", "cero dólares"),
    (Money(-50), "minus fifty cents", "menos cincuenta centavos"),
    (Day(date(2026, 12, 1)), "Tuesday, December first, twenty twenty-six",
     "martes primero de diciembre de dos mil veintiséis"),
    (Day(date(2005, 3, 31)), "Thursday, March thirty-first, two thousand five",
     "jueves treinta y uno de marzo de dos mil cinco"),
    (Day(date(2026, 12, 7), year=False), "Monday, December seventh", "lunes siete de diciembre"),
    (Time(time(15)), "three in the afternoon", "las tres de la tarde"),
    (Time(time(13, 30)), "one thirty in the afternoon", "la una y treinta de la tarde"),
    (Time(time(9, 5)), "nine oh five in the morning", "las nueve y cinco de la mañana"),
    (Time(time(12)), "twelve noon", "las doce del mediodía"),
    (Time(time(0)), "twelve midnight", "las doce de la noche"),
    (Time(time(17)), "five in the afternoon", "las cinco de la tarde"),
    (Time(time(19)), "seven in the evening", "las siete de la noche"),
    (Time(time(4, 21)), "four twenty-one in the morning", "las cuatro y veintiuno de la madrugada"),
    (Code("866-901-3212"), "eight six six, nine zero one, three two one two",
     "ocho seis seis, nueve cero uno, tres dos uno dos"),
    (Code("99007990"), "nine nine zero zero, seven nine nine zero", "nueve nueve cero cero, siete nueve nueve cero"),
    (Count(21), "twenty-one", "veintiuno"),
]  # fmt: skip

WRITTEN = [
    (Money(123_456), "$1,234.56", "$1,234.56"),
    (Money(50_000), "$500", "$500"),
    (Money(-5), "-$0.05", "-$0.05"),
    (Day(date(2026, 12, 7)), "Monday, December 7, 2026", "lunes 7 de diciembre de 2026"),
    (Time(time(15)), "3 in the afternoon", "las 3 de la tarde"),
    (Time(time(1)), "1 in the morning", "la 1 de la madrugada"),
]


@pytest.mark.parametrize(("figure", "en", "es"), SAID, ids=str)
def test_a_figure_is_spoken_in_the_words_of_its_language(figure: Figure, en: str, es: str) -> None:
    assert (figure.words("en"), figure.words("es")) == (en, es)


@pytest.mark.parametrize(("figure", "en", "es"), WRITTEN, ids=str)
def test_a_figure_is_written_as_papers_here_write_it(figure: Figure, en: str, es: str) -> None:
    assert (figure.written("en"), figure.written("es")) == (en, es)


def test_every_number_has_words_of_its_own() -> None:
    for say in (english, spanish):
        assert len({say(number) for number in range(20_000)}) == 20_000
        assert say(999_999_999) and "  " not in say(1_001_001)


def test_of_a_sentence_the_fixed_pieces_and_each_word_of_a_figure_are_spoken_in_a_row() -> None:
    said = fill("The interest was {amount}.", "en", amount=Money(7_890))

    assert said.text == "The interest was $78.90."
    assert said.clips == ("The interest was", "seventy-eight", "dollars", "and", "ninety", "cents")
