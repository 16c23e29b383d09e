"""Which pages are read, kept, and asked for again."""

from typing import Any

from app.registry.paging import PageAsk
from ui.models.row_cache import KEPT_PAGES, PAGE_ROWS, RowCache, Seen


def rows(page: int, count: int = PAGE_ROWS) -> tuple[str, ...]:
    return tuple(f"row {page * PAGE_ROWS + number}" for number in range(count))


def put(cache: RowCache, page: int, count: int = PAGE_ROWS) -> None:
    cache.put(page * PAGE_ROWS, rows(page, count), f"key {page}")


def seen(row: int, *, is_upwards: bool = False) -> Seen:
    return Seen(row, row + 15, is_upwards=is_upwards)


def surveyed(count: int, anchors: int = 0) -> RowCache:
    cache = RowCache()
    cache.survey(count, [f"anchor {number}" for number in range(anchors)], Seen())
    return cache


def test_what_can_be_seen_is_needed_and_one_page_ahead() -> None:
    assert seen(0).pages(10_000) == [0, 1]
    assert seen(195).pages(10_000) == [0, 1, 2]
    assert seen(500, is_upwards=True).pages(10_000) == [2, 1]
    assert seen(9_999).pages(10_000) == [49]
    assert seen(9_999).pages(50) == [0]
    assert Seen().pages(0) == [0]


def test_a_page_is_asked_for_by_the_key_of_the_row_before_it() -> None:
    cache = surveyed(1_000_000, 999)
    assert cache.missing(seen(0)) == PageAsk(0, None, 0, PAGE_ROWS, 1_000_000)
    put(cache, 0)
    assert cache.missing(seen(0)) == PageAsk(200, "key 0", 0, PAGE_ROWS, 1_000_000)
    put(cache, 1)
    assert cache.missing(seen(0)) is None


def test_a_jump_is_asked_for_by_the_anchor_before_it() -> None:
    cache = surveyed(1_000_000, 999)
    assert cache.missing(seen(500_450)) == PageAsk(500_400, "anchor 499", 400, PAGE_ROWS, 1_000_000)
    assert cache.missing(seen(850)) == PageAsk(800, None, 800, PAGE_ROWS, 1_000_000)


def test_a_list_without_anchors_is_asked_by_the_number_of_the_row() -> None:
    assert surveyed(4_000).missing(seen(2_100)) == PageAsk(2_000, None, 0, PAGE_ROWS, 4_000)


def test_nothing_is_asked_for_that_cannot_be_found_yet() -> None:
    cache = RowCache(count=5_000)
    assert cache.missing(seen(3_000)) is None
    assert surveyed(900_000, 10).missing(seen(800_000)) is None  # more rows than when it was surveyed


def test_only_the_pages_used_last_are_kept() -> None:
    cache = surveyed(1_000_000, 999)
    for page in range(KEPT_PAGES + 5):
        put(cache, page)
        cache.missing(seen(0))  # the first page is looked at all the time
    assert cache.row(0) == "row 0"
    assert cache.row(PAGE_ROWS) is not None
    assert cache.row(3 * PAGE_ROWS) is None
    assert cache.row((KEPT_PAGES + 4) * PAGE_ROWS) is not None
    assert cache.missing(seen(3 * PAGE_ROWS)) == PageAsk(600, "key 2", 0, PAGE_ROWS, 1_000_000)


def test_what_was_read_before_a_survey_is_shown_until_it_is_read_anew() -> None:
    cache = surveyed(10_000, 9)
    for page in range(4):
        put(cache, page)
    cache.survey(10_050, ["other"] * 10, seen(250))
    assert cache.row(250) == "row 250"
    assert cache.row(700) is None  # nobody sees it
    ask = cache.missing(seen(250))
    assert ask == PageAsk(200, None, 200, PAGE_ROWS, 10_050)
    cache.put(200, ("new",) * PAGE_ROWS, "key")
    assert cache.row(250) == "new"


def test_what_was_read_at_the_moment_of_the_survey_need_not_be_read_again() -> None:
    cache = RowCache(count=30)
    put(cache, 0, 30)
    cache.survey(30, [], Seen())
    cache.settle()
    assert cache.missing(seen(0)) is None
    assert cache.row(29) == "row 29"


def test_a_page_that_has_grown_is_read_again_but_one_that_stays_short_is_not() -> None:
    cache = RowCache(count=50)
    put(cache, 0, 50)
    assert cache.missing(seen(0)) is None
    cache.count = 120
    ask = cache.missing(seen(0))
    assert ask is not None
    cache.note_asked(ask)
    put(cache, 0, 70)  # rows have gone meanwhile
    assert cache.missing(seen(0)) is None


def test_rows_are_found_by_their_number() -> None:
    cache = surveyed(400)
    found: list[Any] = []
    put(cache, 1)
    found.extend(cache.row(number) for number in (0, 199, 200, 399, 400))
    assert found == [None, None, "row 200", "row 399", None]
