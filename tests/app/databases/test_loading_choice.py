"""Which tables and rows are meant by what people write."""

import pytest

from app.databases.loading.choosing import (
    ChosenTable,
    RowFilter,
    TableChoice,
    Wish,
    chosen_tables,
    parse_filters,
    parse_tables,
)
from app.errors import FilterRefused, InputRefused, TableUnknown
from app.tables import Table

TABLES = [
    Table("", "customer", ()),
    Table("", "Invoice_2023", ()),
    Table("", "invoice_2024", ()),
    Table("", "a,b:schema=c", ()),
    Table("", "odd*", ()),
    Table("", "oddity", ()),
    Table("sales", "customer", ()),
    Table("sales", "orders", ()),
    Table("old", "orders", ()),
    Table("old", "Only", ()),
    Table("", "Twice", ()),
    Table("", "TWICE", ()),
]


def titles(*wishes: str) -> list[str]:
    return [each.table.title for each in chosen_tables(TableChoice(parse_tables(wishes)), TABLES)]


def test_without_wishes_it_is_everything() -> None:
    assert chosen_tables(TableChoice(), TABLES) == [ChosenTable(table) for table in TABLES]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("customer", ["customer"]),
        ("CUSTOMER", ["customer"]),
        ("sales.Customer", ["sales.customer"]),
        ("only", ["old.Only"]),
        ("invoice_*", ["Invoice_2023", "invoice_2024"]),
        ("invoice_202[4]", ["invoice_2024"]),
        ("invoice_202?,customer", ["customer", "Invoice_2023", "invoice_2024"]),
        ("sales.*", ["sales.customer", "sales.orders"]),
        ("order*", ["sales.orders", "old.orders"]),
        ('"a,b:schema=c"', ["a,b:schema=c"]),
        ("odd*", ["odd*"]),
        ('"sales"."orders"', ["sales.orders"]),
        (" customer , sales.orders ", ["customer", "sales.orders"]),
        ("Twice", ["Twice"]),
    ],
)
def test_a_wish_finds_its_tables(wish: str, expected: list[str]) -> None:
    assert titles(wish) == expected


@pytest.mark.parametrize("wish", ["nobody", "nobody_*", "orders", "twice", '"invoice_*"', "old.customer"])
def test_a_name_that_nobody_has_or_several_have_is_refused(wish: str) -> None:
    with pytest.raises(TableUnknown):
        titles(wish)


def test_a_name_that_several_have_is_refused_with_all_of_them() -> None:
    with pytest.raises(TableUnknown) as caught:
        titles("orders")
    assert caught.value.table == "orders: it may be sales.orders, old.orders"


def test_the_later_wish_counts() -> None:
    chosen = chosen_tables(TableChoice(parse_tables(["invoice_*:schema", "invoice_2024"])), TABLES)
    assert [(each.table.title, each.is_schema_only) for each in chosen] == [
        ("Invoice_2023", True),
        ("invoice_2024", False),
    ]


def test_wishes_are_read_as_written() -> None:
    assert parse_tables(["a", "b:schema,c", '"d ""e"""."f":schema']) == (
        Wish("a"),
        Wish("b", is_schema_only=True),
        Wish("c"),
        Wish('d "e".f', is_quoted=True, is_schema_only=True),
    )


@pytest.mark.parametrize("text", ["", "a,", ",a", "a:rows", 'a:schema"', '"a"b', '""', "a,,b", "a:schemas"])
def test_wishes_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(InputRefused):
        parse_tables([text])


def test_filters_are_read_as_written() -> None:
    assert parse_filters(["customer=a = 'x=y'", '"a,b:schema=c" = 1 < 2'.replace('" =', '"=')]) == (
        RowFilter("customer", "a = 'x=y'"),
        RowFilter("a,b:schema=c", "1 < 2"),
    )


@pytest.mark.parametrize("text", ["", "customer", "=a", "customer=", "customer= ", '"customer"a=b'])
def test_filters_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(InputRefused):
        parse_filters([text])


def test_a_filter_belongs_to_its_table() -> None:
    choice = TableChoice(parse_tables(["customer", "sales.orders"]), parse_filters(["SALES.orders=a > 1"]))
    assert chosen_tables(choice, TABLES) == [ChosenTable(TABLES[0]), ChosenTable(TABLES[7], "a > 1")]


@pytest.mark.parametrize(
    ("wish", "filters", "error"),
    [
        ("customer", ["oddity=1"], TableUnknown),
        ("customer", ["nobody=1"], TableUnknown),
        ("customer:schema", ["customer=1"], FilterRefused),
        ("customer", ["customer=1", "Customer=2"], FilterRefused),
    ],
)
def test_a_filter_that_would_not_be_followed_is_refused(wish: str, filters: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        chosen_tables(TableChoice(parse_tables([wish]), parse_filters(filters)), TABLES)
