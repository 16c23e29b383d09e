"""Guesses at what is about people, and the first policy made of them."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.masking.classify import classify, overlooked
from app.masking.draft import draft_policy
from app.masking.kinds import Kind
from app.masking.plan import plan_masking
from app.masking.policy import Policy, load_policy
from app.tables import Cell, Column, Consistency, Index, Storage, Survey, Table


def table_of(*names: str, table: str = "t", storage: Storage = Storage.TEXT) -> Table:
    return Table("", table, tuple(Column(name, storage.value, storage) for name in names))


def survey_of(*tables: Table) -> Survey:
    return Survey("e", "1", Consistency.SNAPSHOT, is_encrypted=False, tables=tables)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("email", Kind.EMAIL),
        ("E-Mail", Kind.EMAIL),
        ("kundenEMail2", Kind.EMAIL),
        ("EMAIL_PRIVAT", Kind.EMAIL),
        ("Vorname", Kind.NAME),
        ("last_name", Kind.NAME),
        ("customerName", Kind.NAME),
        ("Telefon_privat", Kind.PHONE),
        ("Handy", Kind.PHONE),
        ("IBAN1", Kind.IBAN),
        ("Straße", Kind.TEXT),
        ("PLZ", Kind.TEXT),
        ("Bemerkungen", Kind.TEXT),
        ("password_hash", Kind.DROP),
        ("geburtsdatum", Kind.DATE),
        ("tax_id", Kind.CODE),
        ("login", Kind.HASH),
    ],
)
def test_names_of_columns_tell(name: str, kind: Kind) -> None:
    assert [(each.column, each.kind, each.reason) for each in classify(table_of(name))] == [(name, kind, "by its name")]


@pytest.mark.parametrize(
    "name", ["id", "amount", "created_at", "name", "filename", "mailing", "status", "hostelname", "blob"]
)
def test_names_of_other_columns_do_not(name: str) -> None:
    assert classify(table_of(name)) == []


def test_a_name_in_a_table_of_people_is_one_of_a_person() -> None:
    assert [each.kind for each in classify(table_of("name", table="tblKunden"))] == [Kind.NAME]


def test_a_flag_of_the_same_name_is_not_meant() -> None:
    assert classify(table_of("is_email_sent", "note_count", storage=Storage.INTEGER)) == []
    assert classify(table_of("last_name_first", storage=Storage.INTEGER)) == []
    assert [each.kind for each in classify(table_of("telefon", storage=Storage.INTEGER))] == [Kind.PHONE]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["a@b.de", "c.d@e.org", None, "", "none"], Kind.EMAIL),
        (["DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "NL91ABNA0417164300"], Kind.IBAN),
        (["+49 171 2345678", "0049 30 1234567", "0301234567"], Kind.PHONE),
        (["4111 1111 1111 1111", "5500005555555559", "340000000000009"], Kind.CODE),
        (["called", "write to a@b.de please", "paid"], Kind.TEXT),
        (["paid from DE89 3704 0044 0532 0130 00", "x", "y"], Kind.TEXT),
    ],
)
def test_cells_tell(cells: list[Cell], kind: Kind) -> None:
    found = classify(table_of("field7"), [(cell,) for cell in cells])
    assert [(each.kind, each.reason) for each in found] == [(kind, "by its content")]


@pytest.mark.parametrize(
    "cells",
    [
        ["a@b.de", "c@d.de"],
        ["x", "y", "z"],
        [1, 2, 3],
        [],
        ["4111 1111 1111 1112"] * 3,
        ["2024-01-05", "17.05.1980", "x"],
    ],
    ids=["too few", "words", "numbers", "none", "no card", "dates"],
)
def test_cells_of_other_columns_do_not(cells: list[Cell]) -> None:
    assert classify(table_of("field7"), [(cell,) for cell in cells]) == []


def test_what_the_policy_does_not_speak_of_and_seems_to_be_about_people_is_overlooked() -> None:
    people, things = table_of("email", "phone", table="people"), table_of("email", "colour", table="things")
    policy = load_policy(b'version = 1\n[tables.people]\nunknown = "keep"\ncolumns.phone = "keep"')
    plan = plan_masking(policy, survey_of(people, things))
    assert [each.column for each in overlooked(plan, people)] == ["email"]
    assert [each.column for each in overlooked(plan, things)] == ["email"]
    masking = plan_masking(Policy(masks_other_tables=True), survey_of(people, things))
    assert overlooked(masking, people) == []


def test_a_draft_masks_what_it_suspects_and_leaves_the_rest_to_people() -> None:
    people = Table(
        "crm",
        "people",
        (
            Column("id", "int", Storage.INTEGER),
            Column("login", "text", Storage.TEXT),
            Column("nachname", "text", Storage.TEXT),
            Column("field7", "var\nchar", Storage.TEXT),
        ),
        ("id",),
        indexes=(Index("u", ("nachname",), is_unique=True),),
    )
    rows = [(1, "x", "y", f"{at}@example.org") for at in range(3)]
    text = draft_policy(survey_of(people, table_of("colour")), {"crm.people": rows}, customer='1"2')
    assert tomllib.loads(text) == {
        "version": 1,
        "customer": '1"2',
        "default_table": "keep",
        "tables": {"crm.people": {"columns": {"login": "hash", "nachname": "hash", "field7": "e-mail"}}},
    }
    assert '# "id" = "keep"  # int\n' in text
    made = plan_masking(load_policy(text.encode()), survey_of(people))
    assert made.kinds(people)["id"] is Kind.NUMBER


NAMES = st.text(min_size=1, max_size=8) | st.sampled_from(["email", "vorname", "iban", "notes", "password"])


@given(st.lists(st.lists(NAMES, min_size=1, max_size=4, unique=True), max_size=3), st.text(max_size=5), st.booleans())
def test_every_draft_can_be_read_and_fits_its_database(tables: list[list[str]], title: str, is_key: bool) -> None:
    made = [
        Table("", f"{title}{at}", table_of(*names).columns, (names[0],) if is_key else ())
        for at, names in enumerate(tables)
    ]
    policy = load_policy(draft_policy(survey_of(*made), customer=title).encode())
    assert policy.customer == title
    plan_masking(policy, survey_of(*made))
