"""What every mask promises: the same for the same, nothing of the original, and the form it had."""

import re
import string
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.errors import SecretClosed
from app.masking.accounts import is_iban, with_check_digits
from app.masking.kinds import Kind
from app.tables import Cell, Storage
from tests.app.masking.values import KEY, OTHER_KEY, mask_of, masked, masked_text, runs_of_letters

MASKING = [kind for kind in Kind if kind is not Kind.KEEP]
CELLS = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.binary(min_size=1, max_size=20),
)
PHONES = st.from_regex(r"(\+49|\+1|\+420|0049|0)[ /-]?[1-9][0-9]{2,3}[ /-]?[0-9]{4,8}", fullmatch=True)
GERMAN_IBANS = st.integers(10**17, 10**18 - 1).map(lambda number: with_check_digits(f"DE00{number}"))
BRITISH_IBANS = st.from_regex(r"GB00[A-Z]{4}[0-9]{14}", fullmatch=True).map(with_check_digits)
WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs", "Po"], codec="utf-8"), max_size=80)


@given(st.sampled_from(MASKING), CELLS)
def test_the_same_cell_gives_the_same_and_its_type_stays(kind: Kind, cell: Cell) -> None:
    first, second = masked(kind, cell), masked(kind, cell)
    assert repr(first) == repr(second)
    if kind is not Kind.DROP:
        assert type(first) is type(cell)


@pytest.mark.parametrize("kind", [kind for kind in MASKING if kind is not Kind.DROP])
@pytest.mark.parametrize("empty", [None, "", b""], ids=["null", "text", "blob"])
def test_null_stays_null_and_empty_stays_empty(kind: Kind, empty: Cell) -> None:
    assert masked(kind, empty) == empty


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NAME, "Erika Mustermann"),
        (Kind.EMAIL, "erika@mustermann.de"),
        (Kind.PHONE, "+49 171 2345678"),
        (Kind.IBAN, "DE89 3704 0044 0532 0130 00"),
        (Kind.TEXT, "Called twice, will come on Monday"),
        (Kind.NUMBER, "1234567890123"),
        (Kind.DATE, "1980-05-17"),
        (Kind.CODE, "KD-1002-AB"),
        (Kind.HASH, "anything"),
    ],
)
def test_another_key_gives_something_else(kind: Kind, text: str) -> None:
    assert len({masked_text(kind, text), masked_text(kind, text, key=OTHER_KEY), text}) == 3


def test_a_mask_does_not_work_any_more_when_its_key_is_gone() -> None:
    key = KEY.copy()
    mask = mask_of(Kind.HASH, key=key)
    mask("a")
    key.close()
    with pytest.raises(SecretClosed):
        mask("b")


@given(PHONES)
def test_a_phone_number_keeps_prefix_and_form_and_is_another(text: str) -> None:
    found = masked_text(Kind.PHONE, text)
    assert found != text
    assert re.sub(r"[0-9]", "9", found) == re.sub(r"[0-9]", "9", text)
    prefix = re.match(r"\+49|\+420|\+1|0049|0", text)
    assert prefix is not None
    assert found.startswith(prefix.group())


@given(st.lists(st.integers(100_000, 999_999), min_size=2, max_size=60, unique=True))
def test_different_numbers_stay_different(numbers: list[int]) -> None:
    for kind in (Kind.PHONE, Kind.NUMBER, Kind.CODE, Kind.HASH):
        assert len({masked(kind, number) for number in numbers}) == len(numbers)
        assert len({masked(kind, str(number)) for number in numbers}) == len(numbers)


def test_every_number_of_three_digits_becomes_another_one() -> None:
    found = {masked(Kind.NUMBER, number) for number in range(100, 1000)}
    assert found == set(range(100, 1000))
    assert all(masked(Kind.NUMBER, number) != number for number in range(1000))
    assert {masked(Kind.NUMBER, number) for number in range(10)} == set(range(10))
    assert {masked(Kind.NUMBER, -number) for number in range(1, 10)} == set(range(-9, 0))


@given(st.integers(-(2**63), 2**63 - 1))
def test_a_whole_number_keeps_sign_and_digits_and_fits_64_bits(number: int) -> None:
    found = masked(Kind.NUMBER, number)
    assert isinstance(found, int)
    assert found != number
    assert len(str(abs(found))) == len(str(abs(number)))
    assert -(2**63) <= found < 2**63
    assert (found < 0) <= (number < 0)


@given(st.decimals(-(10**9), 10**9, places=2).filter(bool))
def test_a_decimal_keeps_its_form(number: object) -> None:
    found = masked_text(Kind.NUMBER, str(number))
    assert found != str(number)
    assert re.sub(r"[1-9]", "9", found.lstrip("-0."))[:1] == "9"
    assert [len(part) for part in found.split(".")] == [len(part) for part in str(number).split(".")]


@given(GERMAN_IBANS | BRITISH_IBANS, st.booleans(), st.booleans())
def test_an_iban_stays_one_of_the_same_country(text: str, is_spaced: bool, is_small: bool) -> None:
    text = " ".join(text[at : at + 4] for at in range(0, len(text), 4)) if is_spaced else text
    text = text.lower() if is_small else text
    found = masked_text(Kind.IBAN, text)
    assert is_iban(found)
    assert found != text
    assert found[:2] == text[:2]
    assert [character.isspace() for character in found] == [character.isspace() for character in text]
    assert (found == found.lower()) == is_small


@pytest.mark.parametrize("text", ["DE89370400440532013000", "GB29 NWBK 6016 1331 9268 19", "NL91ABNA0417164300"])
def test_known_ibans_are_known(text: str) -> None:
    assert is_iban(text)
    assert not is_iban(text[:-1] + str((int(text[-1]) + 1) % 10))


def test_what_is_no_iban_is_masked_all_the_same() -> None:
    assert masked_text(Kind.IBAN, "unknown") != "unknown"


@given(st.lists(st.emails(), min_size=1, max_size=30, unique=True))
def test_an_address_becomes_a_valid_one_at_an_example_domain(addresses: list[str]) -> None:
    found = [masked_text(Kind.EMAIL, address) for address in addresses]
    assert len(set(found)) == len(addresses)
    for address, each in zip(addresses, found, strict=True):
        local, _, domain = each.partition("@")
        assert re.fullmatch(r"[a-z]+\.[a-z]+\.[0-9]{19}", local)
        assert domain in {"example.com", "example.net", "example.org"}
        assert runs_of_letters(local) & runs_of_letters(address) == set()


@given(WORDS)
def test_nothing_of_a_text_is_left_but_its_form(text: str) -> None:
    found = masked_text(Kind.TEXT, text)
    assert len(found) == len(text)
    assert runs_of_letters(found) & runs_of_letters(text) == set()
    for before, after in zip(text, found, strict=True):
        if before in string.digits:
            assert after in string.digits
            assert after != before
        elif not before.isalnum() and before.isascii():
            assert after == before


@given(st.text("abdefghiklmnorstuw äöü", min_size=1, max_size=200))
def test_nothing_is_left_of_texts_made_of_the_letters_of_neutral_words(text: str) -> None:
    assert runs_of_letters(masked_text(Kind.TEXT, text)) & runs_of_letters(text) == set()


def test_a_text_that_has_every_neutral_word_in_it_gets_signs() -> None:
    from app.masking.words import NEUTRAL

    text = " ".join(word for words in NEUTRAL for word in words)
    found = masked_text(Kind.TEXT, text)
    assert runs_of_letters(found) & runs_of_letters(text) == set()
    assert "####" in found


def test_words_keep_their_case_and_length() -> None:
    found = masked_text(Kind.TEXT, "URGENT: Mr Meier's son called, 0171!")
    assert re.fullmatch(r"[A-Z]{6}: [A-Z][a-z] [A-Z][a-z]{4}'[a-z] [a-z]{3} [a-z]{6}, [0-9]{4}!", found)


@given(st.text(st.characters(categories=["Lu", "Ll", "Zs"], codec="utf-8"), min_size=1, max_size=40))
def test_a_name_has_as_many_words_and_nothing_of_the_original(text: str) -> None:
    assume(not {"frau", "herr", "prof", "dipl"} & set(text.lower().split()))
    found = masked_text(Kind.NAME, text)
    assert len(found.split()) == len(text.split())
    assert runs_of_letters(found) & runs_of_letters(text) == set()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Erika Mustermann", r"[A-Z][a-z]+ [A-Z][a-z]+"),
        ("MUSTERMANN, ERIKA", r"[A-Z]{4,}, [A-Z]{3,}"),
        ("erika m.", r"[a-z]{2,} [a-z]\."),
        ("Dr. Erika Müller-Lüdenscheidt", r"Dr\. [A-Z][a-z]+ [A-Z][a-z]+-[A-Z][a-z]+"),
        ("J. R. Ewing", r"[A-Z]\. [A-Z]\. [A-Z][a-z]+"),
        ("Apartment 12", r"[A-Z][a-z]+ [0-9]{2}"),
    ],
)
def test_a_name_is_written_as_it_was(text: str, form: str) -> None:
    assert re.fullmatch(form, masked_text(Kind.NAME, text))


def test_the_same_last_name_gives_the_same_last_name() -> None:
    one, other = masked_text(Kind.NAME, "Erika Mustermann"), masked_text(Kind.NAME, "Mustermann, Max")
    assert one.split()[-1] == other.partition(",")[0]


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y"]), st.integers(1, 400))
def test_a_date_moves_within_its_window_and_is_written_as_it_was(day: date, form: str, days: int) -> None:
    text = day.strftime(form.replace("%Y", f"{day.year:04}"))
    found = mask_of(Kind.DATE, days=days)(text)
    assert isinstance(found, str)
    numbers = [int(part) for part in re.split(r"[-/.]", found)] if form != "%Y%m%d" else []
    if form == "%Y%m%d":
        numbers = [int(found[:4]), int(found[4:6]), int(found[6:])]
    if form.startswith("%d"):
        numbers.reverse()
    assert 1 <= abs((date(*numbers) - day).days) <= days
    assert len(found) == len(text)


def test_the_time_of_a_moment_stays_and_so_does_what_is_no_date() -> None:
    found = masked_text(Kind.DATE, "2024-02-29 23:59:59.5+01:00")
    assert re.fullmatch(r"202[34]-\d\d-\d\d 23:59:59\.5\+01:00", found)
    assert not found.startswith("2024-02-29")
    for text in ("0000-00-00", "0000-00-00 00:00:00", "infinity", "-infinity"):
        assert masked_text(Kind.DATE, text) == text
    assert masked_text(Kind.DATE, "the 5th of May") != "the 5th of May"


@pytest.mark.parametrize(
    ("number", "unit"),
    [(19800517, None), (1_700_000_000, 86_400), (1_700_000_000_000, 86_400_000), (45_000, 1), (2_460_000.5, 1)],
)
def test_dates_that_are_numbers_move_by_whole_days(number: float, unit: int | None) -> None:
    found = masked(Kind.DATE, number)
    assert isinstance(found, int | float)
    assert found != number
    if unit is None:
        assert 1979_00_00 < found < 1981_99_99
    else:
        assert (found - number) % unit == 0
        assert abs(found - number) <= 182 * unit


def test_a_token_of_a_uuid_is_one_too() -> None:
    text = "3f2b8c1e-6a58-4a6e-9f6e-2f9a4b1c7d55"
    found = masked_text(Kind.HASH, text)
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", found)
    assert found != text
    assert re.fullmatch(r"[0-9a-f]{32}", masked_text(Kind.HASH, "-" * 36))


@given(st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=100) | st.just("aB3" * 30))
def test_a_code_keeps_its_form(text: str) -> None:
    found = masked_text(Kind.CODE, text)
    kinds = [(str.isupper, str.islower, str.isdigit)] * len(text)
    for before, after, tests in zip(text, found, kinds, strict=True):
        assert [test(before) for test in tests] == [test(after) for test in tests]
    assert found != text or not any(character.isalnum() for character in text)


@pytest.mark.parametrize(
    ("storage", "empty"),
    [(Storage.INTEGER, 0), (Storage.REAL, 0.0), (Storage.TEXT, ""), (Storage.BLOB, b""), (Storage.ANY, "")],
)
def test_what_is_dropped_is_null_or_empty_where_null_is_not_allowed(storage: Storage, empty: Cell) -> None:
    assert mask_of(Kind.DROP, storage=storage)(5) is None
    assert mask_of(Kind.DROP, storage=storage, is_nullable=False)(5) == empty
    assert mask_of(Kind.DROP, storage=storage, is_nullable=False)(None) is None


def test_long_cells_are_masked_but_not_remembered() -> None:
    text = "word " * 10_000
    mask = mask_of(Kind.TEXT)
    assert mask(text) == mask(text)
    assert len(str(mask(text))) == len(text)


@pytest.mark.parametrize("number", [9_223_372_036_854_775_807, 10**18, 9 * 10**18, -(10**18), -(2**63) + 1])
def test_numbers_of_nineteen_digits_stay_within_64_bits_for_every_key(number: int) -> None:
    for seed in range(40):
        found = mask_of(Kind.NUMBER, key=Secret(bytes([seed]) * 32))(number)
        assert isinstance(found, int)
        assert 10**18 <= abs(found) < 2**63
        assert found != number


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.DATE])
@pytest.mark.parametrize("number", [float("inf"), float("-inf")])
def test_infinities_stay(kind: Kind, number: float) -> None:
    assert masked(kind, number) == number


def test_an_exponent_stays() -> None:
    assert re.fullmatch(r"-[1-9]\.[0-9]{2}E\+07", masked_text(Kind.NUMBER, "-1.25E+07"))
    assert masked_text(Kind.NUMBER, "0.00") == "0.00"


def test_dates_at_the_end_of_the_calendar_move_the_other_way() -> None:
    for text in ("9999-12-31", "0001-01-01"):
        assert text[:3] == masked_text(Kind.DATE, text)[:3] != masked_text(Kind.DATE, text)
    found = masked(Kind.DATE, 2**62 - 1)
    assert isinstance(found, int)
    assert 0 < abs(found - (2**62 - 1)) <= 182 * 86_400_000


def test_eight_digits_that_are_no_day_are_a_moment() -> None:
    found = masked(Kind.DATE, 99_999_999)
    assert isinstance(found, int)
    assert (found - 99_999_999) % 86_400 == 0


def test_a_day_that_does_not_exist_gets_other_digits() -> None:
    assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", masked_text(Kind.DATE, "2023-02-30"))
    assert masked_text(Kind.DATE, "2023-02-30") != "2023-02-30"


def test_american_dates_stay_american() -> None:
    assert re.fullmatch(r"(0[1-9]|1[0-2])/[0-3][0-9]/20(23|24)", masked_text(Kind.DATE, "12/31/2023"))


@pytest.mark.parametrize(
    ("text", "kept"), [("110", ""), ("+49", ""), ("00", ""), ("(+49) 30 1234", "(+49"), ("+1 555 0100", "+1")]
)
def test_short_numbers_and_prefixes(text: str, kept: str) -> None:
    found = masked_text(Kind.PHONE, text)
    assert found.startswith(kept)
    assert (found != text) == any(digit in text for digit in "123456789")
