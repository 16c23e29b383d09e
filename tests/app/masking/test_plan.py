"""What becomes of columns that the policy names, of those it does not, and of joins and keys."""

import pytest

from app.errors import PolicyInvalid
from app.masking.kinds import Kind
from app.masking.plan import MaskingPlan, plan_masking
from app.masking.policy import load_policy
from app.tables import Column, Consistency, ForeignKey, Index, Storage, Survey, Table
from tests.app.masking.values import KEY

INTEGER, REAL, TEXT, BLOB, ANY = Storage.INTEGER, Storage.REAL, Storage.TEXT, Storage.BLOB, Storage.ANY


def column(name: str, storage: Storage, declared: str = "") -> Column:
    return Column(name, declared or storage.value, storage)


CUSTOMER = Table(
    "",
    "customer",
    (column("id", INTEGER), column("Name", TEXT), column("email", TEXT), column("new", TEXT), column("logo", BLOB)),
    ("id",),
    indexes=(Index("u", ("email",), is_unique=True), Index("u2", ("Name", "new"), is_unique=True)),
)
ORDERS = Table(
    "",
    "orders",
    (
        column("nr", TEXT),
        column("customer_id", INTEGER),
        column("by_email", TEXT),
        column("total", TEXT, "decimal(9,2)"),
    ),
    ("nr",),
    foreign_keys=(
        ForeignKey(("customer_id",), "", "customer", ()),
        ForeignKey(("by_email",), "", "customer", ("email",)),
    ),
)
LOG = Table("audit", "log", (column("what", TEXT),))


def plan(text: str, *tables: Table) -> MaskingPlan:
    survey = Survey("e", "1", Consistency.SNAPSHOT, is_encrypted=False, tables=tables or (CUSTOMER, ORDERS, LOG))
    return plan_masking(load_policy(f"version = 1\n{text}".encode()), survey)


def kinds(made: MaskingPlan, table: Table) -> dict[str, str]:
    return {name: kind.value for name, kind in made.kinds(table).items()}


def test_tables_that_are_not_named_are_kept_unless_said_otherwise() -> None:
    assert all(kinds(plan(""), table) == {} for table in (CUSTOMER, ORDERS, LOG))
    assert plan("").masks(CUSTOMER, KEY) == {}
    assert kinds(plan('default_table = "mask"'), LOG) == {"what": "free text"}
    made = plan('default_table = "mask"\n[tables.log]\nunknown = "keep"')
    assert kinds(made, LOG) == {}
    assert kinds(made, ORDERS) == {"nr": "hash", "customer_id": "number", "by_email": "hash", "total": "number"}


def test_a_column_of_a_masked_table_that_is_not_named_is_masked() -> None:
    made = plan('[tables.customer.columns]\nname = "name"\nid = "keep"')
    assert kinds(made, CUSTOMER) == {"Name": "name", "email": "hash", "new": "hash", "logo": "drop"}
    assert set(made.masks(CUSTOMER, KEY)) == {1, 2, 3, 4}


def test_a_column_that_was_not_there_when_it_was_planned_is_dropped() -> None:
    later = Table("", "customer", (*CUSTOMER.columns, column("phone", TEXT)))
    assert plan("").rule(later, later.columns[-1]).kind is Kind.DROP


@pytest.mark.parametrize(
    ("declared", "storage", "expected"),
    [
        ("varchar(30)", TEXT, "free text"),
        ("timestamp with time zone", TEXT, "date"),
        ("DATE", TEXT, "date"),
        ("time", TEXT, "drop"),
        ("boolean", INTEGER, "drop"),
        ("tinyint(1)", INTEGER, "drop"),
        ("tinyint(4)", INTEGER, "number"),
        ("numeric(10,2)", TEXT, "number"),
        ("uuid", TEXT, "hash"),
        ("jsonb", TEXT, "free text"),
        ("double", REAL, "number"),
        ("bytea", BLOB, "drop"),
        ("", ANY, "free text"),
    ],
)
def test_the_declaration_decides_over_a_column_that_is_not_named(
    declared: str, storage: Storage, expected: str
) -> None:
    table = Table("", "t", (column("c", storage, declared),))
    assert kinds(plan("[tables.t]", table), table) == {"c": expected}


def test_what_refers_to_a_column_is_masked_as_that_one_is() -> None:
    made = plan('[tables.customer.columns]\nid = "keep"\nemail = "e-mail"\n[tables.orders]')
    assert kinds(made, ORDERS) == {"nr": "hash", "by_email": "e-mail", "total": "number"}
    assert made.notes == ()
    masks, others = made.masks(CUSTOMER, KEY), made.masks(ORDERS, KEY)
    assert masks[2]("a@b.de") == others[2]("a@b.de") != "a@b.de"


def test_what_refers_to_a_table_that_is_kept_is_kept() -> None:
    assert kinds(plan("[tables.orders]"), ORDERS) == {"nr": "hash", "total": "number"}


def test_a_join_that_is_cut_is_noted() -> None:
    made = plan('[tables.orders.columns]\ncustomer_id = "hash"')
    assert made.notes == ("orders.customer_id no longer matches customer.id",)


def test_references_in_a_circle_come_to_an_end() -> None:
    one = Table("", "one", (column("a", TEXT),), ("a",), (ForeignKey(("a",), "", "two", ("b",)),))
    two = Table("", "two", (column("b", TEXT),), ("b",), (ForeignKey(("b",), "", "one", ("a",)),))
    tree = Table(
        "", "tree", (column("id", INTEGER), column("up", INTEGER)), ("id",), (ForeignKey(("up",), "", "tree", ()),)
    )
    made = plan('default_table = "mask"', one, two, tree)
    assert (kinds(made, one), kinds(made, two)) == ({"a": "hash"}, {"b": "hash"})
    assert kinds(made, tree) == {"id": "number", "up": "number"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tables.custmer]", 'tables."custmer": the database has no such table'),
        ("[tables.customer]\n[tables.Customer]", "is named twice"),
        ('[tables.customer.columns]\nname = "keep"\nNAME = "keep"', "the column is named twice"),
        ('[tables.customer.columns]\nid = "drop"', '"id": "drop" cannot keep apart what is a key'),
        ('[tables.customer.columns]\nemail = "name"', '"email": "name" cannot keep apart what is a key'),
    ],
)
def test_a_policy_that_does_not_fit_the_database_is_refused(text: str, words: str) -> None:
    with pytest.raises(PolicyInvalid) as caught:
        plan(text)
    assert words in caught.value.reason


def test_a_name_that_fits_several_is_refused() -> None:
    double = Table("", "t", (column("a", TEXT), column("A", TEXT)))
    with pytest.raises(PolicyInvalid, match="fits several columns"):
        plan('[tables.t.columns]\naA = "keep"', Table("", "t", (column("aa", TEXT), column("AA", TEXT))))
    assert kinds(plan('[tables.t.columns]\na = "keep"', double), double) == {"A": "free text"}
    with pytest.raises(PolicyInvalid, match=r"fits x\.t, y\.t"):
        plan("[tables.t]", Table("x", "t", ()), Table("y", "t", ()))


def test_references_to_what_is_not_there_decide_nothing() -> None:
    keys = (
        ForeignKey(("a",), "", "nowhere", ("b",)),
        ForeignKey(("a",), "", "customer", ("gone",)),
        ForeignKey(("gone",), "", "customer", ("id",)),
    )
    table = Table("", "t", (column("a", TEXT), column("b", TEXT)), foreign_keys=keys)
    assert kinds(plan("[tables.t]", table, CUSTOMER), table) == {"a": "hash", "b": "free text"}


def test_a_column_that_is_gone_is_noted() -> None:
    made = plan('[tables.log.columns]\nfax = "phone"')
    assert made.notes == ('the policy names tables."log".columns."fax", which the database does not have',)
