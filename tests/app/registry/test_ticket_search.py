"""Tickets among a hundred thousand: found, counted, paged, and let go of."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from app.crypto.secret import Secret
from app.errors import Cancelled
from app.model import CopyState, NoteKind, TicketState
from app.progress import Monitor
from app.registry import ticket_search
from app.registry.migrations.environment import migrations
from app.registry.paging import ANCHOR_ROWS, PageAsk
from app.registry.registry import Registry
from app.registry.stopping import stoppable
from app.registry.ticket_filter import TicketFilter, read_filter
from app.registry.transactions import reading, writing
from tests.app.registry.conftest import NOW, a_copy
from tests.app.registry.many_tickets import make_tickets

MANY = 100_000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    with Secret.random() as key, Registry.open(tmp_path_factory.mktemp("many") / "register.db", key) as registry:
        make_tickets(registry, MANY)
        yield registry


def wanted(text: str) -> TicketFilter:
    return read_filter(text, NOW)


def found(registry: Registry, text: str | TicketFilter, most: int = 10) -> list[str]:
    asked = wanted(text) if isinstance(text, str) else text
    page = registry.ticket_search.page(asked, PageAsk(most=most), Monitor())
    return [ticket.number for ticket in page.rows]


def number(row: int) -> str:
    """The number of the ticket in a row of all of them, newest first."""
    return f"DMS-{MANY - row:06d}"


# ---- a few


@pytest.fixture
def some(registry: Registry) -> Registry:
    customer = registry.customers.add("K-1", "Müller & Söhne", "", at=NOW)
    other = registry.customers.add("K-2", "Ångström AB", "", at=NOW)
    for at, (name, title, owner) in enumerate(
        [
            ("ERP-4711", "Invoice run aborts", customer),
            ("ERP-4712", "Follows ERP-4711", other),
            ("ERP-14711", "Delivery notes print twice", customer),
            ("KAS_7", "Café closes late", other),
        ]
    ):
        registry.tickets.add(name, title, owner, at=NOW + timedelta(minutes=at))
    return registry


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", ["KAS_7", "ERP-14711", "ERP-4712", "ERP-4711"]),
        ("muller", ["ERP-14711", "ERP-4711"]),
        ("angstrom", ["KAS_7", "ERP-4712"]),
        ("cafe", ["KAS_7"]),
        ("CAFÉ late", ["KAS_7"]),
        ("ERP-4711", ["ERP-4711", "ERP-4712"]),
        ("erp4711", ["ERP-4711", "ERP-4712"]),
        ("4711", ["ERP-4711", "ERP-4712"]),
        ("erp-471", ["ERP-4712", "ERP-4711"]),
        ("inv", ["ERP-4711"]),
        ("customer:k-2", ["KAS_7", "ERP-4712"]),
        ("customer:erp", []),
        ("aborts twice", []),
        ("nothing", []),
    ],
)
def test_tickets_are_found_by_number_title_and_customer(some: Registry, text: str, numbers: list[str]) -> None:
    assert set(found(some, text)) == set(numbers)
    assert some.ticket_search.survey(wanted(text), (), Monitor()).count == len(numbers)


def test_the_very_number_stands_first_though_others_are_newer(some: Registry) -> None:
    some.tickets.add("ERP-47110", "ERP-4711 ERP-4711 ERP-4711", some.customers.by_number("K-1"), at=NOW)
    assert found(some, "ERP-4711")[0] == "ERP-4711"


def test_notes_are_searched_but_not_what_bailee_wrote(some: Registry) -> None:
    ticket = some.tickets.by_number("KAS_7")
    some.tickets.add_note(ticket.id, NoteKind.WORK, "ada", "The gadget is to blame", at=NOW)
    some.tickets.add_note(ticket.id, NoteKind.CUSTODY, "ada", "checkpointword", at=NOW)
    assert found(some, "gadget") == ["KAS_7"]
    assert found(some, "checkpointword") == []


def test_the_index_follows_every_change(some: Registry) -> None:
    ticket = some.tickets.by_number("KAS_7")
    some.tickets.add_note(ticket.id, NoteKind.WORK, "ada", "gadget", at=NOW)
    changes = [
        ("UPDATE tickets SET title = 'Weasel' WHERE number = 'KAS_7'", "weasel", "cafe"),
        ("UPDATE customers SET name = 'Otter' WHERE number = 'K-2'", "otter", "angstrom"),
        ("UPDATE notes SET text = 'widget'", "widget", "gadget"),
        ("UPDATE tickets SET customer_id = (SELECT id FROM customers WHERE number = 'K-1')", "muller", "otter"),
    ]
    for statement, now_found, not_any_more in changes:
        with writing(some._engine) as connection:
            connection.exec_driver_sql(statement)
        assert "KAS_7" in found(some, now_found)
        assert found(some, not_any_more) == []
    with writing(some._engine) as connection:
        connection.exec_driver_sql("DELETE FROM notes")
    assert found(some, "widget") == []
    with writing(some._engine) as connection:
        connection.exec_driver_sql("DELETE FROM tickets WHERE number = 'KAS_7'")
    assert found(some, "weasel") == []


def test_a_change_that_is_taken_back_leaves_no_words(some: Registry) -> None:
    with pytest.raises(OperationalError), writing(some._engine) as connection:  # noqa: PT012 - in one transaction
        connection.exec_driver_sql("UPDATE tickets SET title = 'Weasel'")
        connection.exec_driver_sql("UPDATE nowhere SET title = 'Weasel'")
    assert found(some, "weasel") == []
    assert found(some, "invoice") == ["ERP-4711"]


def test_tickets_of_before_are_numbered_in_order_and_found(path: Path, key: Secret) -> None:
    """A register as the version before left it, with tickets in it."""
    with Registry.open(path, key) as registry:
        customer = registry.customers.add("K-1", "Müller", "", at=NOW)
        for name, minutes in (("B-2", 5), ("A-1", 1), ("C-3", 9)):
            registry.tickets.add(name, f"about {name}", customer, at=NOW + timedelta(minutes=minutes))
        ticket = registry.tickets.by_number("A-1")
        registry.tickets.add_note(ticket.id, NoteKind.WORK, "ada", "gadget", at=NOW)
        with writing(registry._engine) as connection:
            listed = "SELECT type, name FROM sqlite_master WHERE name LIKE 'ticket\\_%' ESCAPE '\\'"
            for kind, name in connection.exec_driver_sql(listed).all():
                if kind in {"trigger", "view"} or name == "ticket_words":
                    connection.exec_driver_sql(f"DROP {'TABLE' if kind == 'table' else kind} {name}")
            for index in (
                "uq_tickets_serial",
                "ix_tickets_state_serial",
                "ix_tickets_assignee_serial",
                "ix_certificates_issued_at_number",
            ):
                connection.exec_driver_sql(f"DROP INDEX {index}")
            connection.exec_driver_sql("ALTER TABLE tickets DROP COLUMN serial")
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    with Registry.open(path, key) as registry:
        assert found(registry, "") == ["C-3", "B-2", "A-1"]
        assert found(registry, "gadget") == ["A-1"]
        assert found(registry, "b2") == ["B-2"]
        registry.tickets.add("D-4", "later", registry.customers.by_number("K-1"), at=NOW)
        assert found(registry, "") == ["D-4", "C-3", "B-2", "A-1"]
    assert "0003" in {script.revision for script in migrations()}


def test_filters_narrow_together(some: Registry) -> None:
    ticket = some.tickets.add("4711", "Stock differs", some.customers.by_number("K-1"), at=NOW)
    later = replace(a_copy(ticket, "bb", "/b"), due_at=NOW + timedelta(days=1), state=CopyState.HELD)
    some.copies.insert(later)
    some.tickets.assign(ticket.id, "jonas.peters")
    other = some.tickets.by_number("KAS_7")
    some.copies.insert(replace(a_copy(other, "cc", "/c"), due_at=NOW - timedelta(days=1), state=CopyState.HELD))
    gone = some.tickets.by_number("ERP-4712")
    some.copies.insert(replace(a_copy(gone, "dd", "/d"), due_at=NOW - timedelta(days=9), state=CopyState.WIPED))
    some.tickets.set_state(gone.id, TicketState.CLOSED)
    assert found(some, TicketFilter(is_held=True)) == ["4711", "KAS_7"]
    assert found(some, "overdue") == ["KAS_7"]
    assert found(some, "by:jonas") == ["4711"]
    assert set(found(some, "by:ada")) == {"4711", "KAS_7"}
    assert found(some, "by:ada cafe") == ["KAS_7"]
    assert found(some, "by:a_a") == []
    assert found(some, TicketFilter(state=TicketState.CLOSED)) == ["ERP-4712"]
    assert found(some, TicketFilter(assignee="jonas.peters", state=TicketState.OPEN)) == ["4711"]
    assert found(some, TicketFilter(before=NOW)) == []
    assert set(found(some, TicketFilter(before=NOW + timedelta(seconds=1)))) == {"4711", "ERP-4711"}
    counts = some.ticket_search.counts(TicketFilter(), "jonas.peters", Monitor())
    assert (counts.mine, counts.unassigned, counts.open, counts.held, counts.closed) == (1, 3, 4, 2, 1)
    counts = some.ticket_search.counts(wanted("erp"), "ada", Monitor())
    assert (counts.open, counts.closed) == (2, 1)
    assert some.ticket_search.counts(wanted("nothing"), "ada", Monitor()).open == 0
    assert some.ticket_search.numbers(wanted("erp"), Monitor()) == ["ERP-14711", "ERP-4712", "ERP-4711"]
    assert len(some.ticket_search.numbers(TicketFilter(), Monitor())) == 5


def test_nothing_at_all_is_an_empty_page(registry: Registry) -> None:
    for text in ("", "anything"):
        page = registry.ticket_search.page(wanted(text), PageAsk(), Monitor())
        assert (page.rows, page.last, page.is_end) == ((), None, True)
        assert registry.ticket_search.survey(wanted(text), ["x"], Monitor()).positions == {}


@given(text=st.text(alphabet="ab-\"*():^+{}ü4 \\'", max_size=30))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_that_is_typed_is_taken_for_a_command(some: Registry, text: str) -> None:
    assert len(found(some, text)) <= 4


# ---- a hundred thousand


@pytest.mark.parametrize("filtered", [TicketFilter(), TicketFilter(words=("report",))], ids=["all", "by words"])
def test_pages_follow_each_other_and_anchors_lead_into_the_middle(many: Registry, filtered: TicketFilter) -> None:
    search, monitor = many.ticket_search, Monitor()
    survey = search.survey(filtered, [number(0), number(54_321), "nobody"], monitor)
    assert survey.count == MANY
    assert len(survey.anchors) == MANY // ANCHOR_ROWS
    assert survey.positions == {number(0): 0, number(54_321): 54_321}
    first = search.page(filtered, PageAsk(), monitor)
    assert [ticket.number for ticket in first.rows] == [number(row) for row in range(200)]
    second = search.page(filtered, PageAsk(200, first.last), monitor)
    assert second.rows[0].number == number(200)
    early = search.page(filtered, PageAsk(600, None, 600), monitor)
    assert early.rows[0].number == number(600)
    middle = search.page(filtered, PageAsk(50_400, survey.anchors[49], 400), monitor)
    assert middle.rows[0].number == number(50_400)
    last = search.page(filtered, PageAsk(99_900, survey.anchors[98], 900), monitor)
    assert [ticket.number for ticket in last.rows] == [number(row) for row in range(99_900, MANY)]
    assert last.is_end
    assert not middle.is_end


def test_few_are_ranked_and_paged_by_their_place(many: Registry) -> None:
    search, monitor = many.ticket_search, Monitor()
    filtered = wanted("report 7")
    survey = search.survey(filtered, [number(MANY - 7)], monitor)
    assert survey.count >= ticket_search.RANKED_BELOW  # 7, 70 to 79, 700 to 799 of 997
    filtered = wanted("report 77")
    survey = search.survey(filtered, [], monitor)
    assert ANCHOR_ROWS < survey.count < ticket_search.RANKED_BELOW
    assert survey.anchors == ()
    everything = search.page(filtered, PageAsk(most=survey.count), monitor)
    assert everything.is_end
    part = search.page(filtered, PageAsk(400, None, 0, 100), monitor)
    assert part.rows == everything.rows[400:500]
    places = search.survey(filtered, [part.rows[3].number], monitor).positions
    assert places == {part.rows[3].number: 403}


def test_the_very_number_stands_first_among_a_hundred_thousand_hits(many: Registry) -> None:
    search, monitor = many.ticket_search, Monitor()
    exact = TicketFilter(words=("DMS-0",))
    with writing(many._engine) as connection:
        connection.exec_driver_sql("UPDATE tickets SET number = 'DMS-0' WHERE number = 'DMS-000005'")
    try:
        survey = search.survey(exact, ["DMS-0", number(1), number(2_500)], monitor)
        assert survey.count == MANY - 1  # DMS-100000 does not begin so
        assert survey.positions == {"DMS-0": 0, number(1): 1, number(2_500): 2_500}
        first = search.page(exact, PageAsk(), monitor)
        assert [ticket.number for ticket in first.rows[:3]] == ["DMS-0", number(1), number(2)]
        assert len(first.rows) == 200
        second = search.page(exact, PageAsk(200, first.last), monitor)
        assert second.rows[0].number == number(200)
        assert search.page(exact, PageAsk(400, None, 400), monitor).rows[0].number == number(400)
        jump = search.page(exact, PageAsk(3_200, survey.anchors[2], 200), monitor)
        assert jump.rows[0].number == number(3_200)
        numbers = [ticket.number for ticket in search.page(exact, PageAsk(most=MANY), monitor).rows]
        assert len(set(numbers)) == MANY - 1
    finally:
        with writing(many._engine) as connection:
            connection.exec_driver_sql("UPDATE tickets SET number = 'DMS-000005' WHERE number = 'DMS-0'")


def test_states_narrow_a_hundred_thousand(many: Registry) -> None:
    open_ones = TicketFilter(state=TicketState.OPEN)
    survey = many.ticket_search.survey(open_ones, ["DMS-099999", "DMS-099998"], Monitor())
    assert survey.count == MANY // 3
    assert survey.positions == {"DMS-099999": 0}
    counts = many.ticket_search.counts(TicketFilter(), "ada", Monitor())
    assert (counts.mine, counts.open, counts.closed) == (MANY // 5, MANY // 3, MANY - MANY // 3)


def search_until_stopped(many: Registry, slow: TicketFilter, monitor: Monitor) -> None:
    for _ in range(1_000):
        many.ticket_search.survey(slow, (), monitor)


def test_a_cancelled_search_ends_soon(many: Registry) -> None:
    monitor = Monitor()
    slow = replace(wanted("report"), people=("nobody at all",))
    began = threading.Event()

    def stop() -> None:
        began.wait()
        time.sleep(0.01)
        monitor.cancel()

    thread = threading.Thread(target=stop)
    thread.start()
    began.set()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        search_until_stopped(many, slow, monitor)
    thread.join()
    assert time.monotonic() - start < 2
    assert found(many, "", 1) == [number(0)]  # the connection is as good as before


def test_a_running_statement_is_stopped_in_the_middle(many: Registry) -> None:
    monitor = Monitor()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    timer = threading.Timer(0.05, monitor.cancel)
    timer.start()
    with pytest.raises(Cancelled), reading(many._engine) as connection, stoppable(connection, monitor):
        connection.exec_driver_sql(endless)
    timer.join()
    with pytest.raises(Cancelled):
        many.ticket_search.page(TicketFilter(), PageAsk(), monitor)


def test_a_failure_that_nobody_asked_for_is_not_taken_for_a_stop(many: Registry) -> None:
    with (
        pytest.raises(OperationalError),
        reading(many._engine) as connection,
        stoppable(connection, Monitor()),
    ):
        connection.exec_driver_sql("SELECT * FROM nowhere")
