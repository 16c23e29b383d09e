"""Which rows stand under which heading, and what the filters leave."""

from datetime import UTC, datetime, timedelta

import pytest

from app.model import CopyId, CopyRecord, CopyState, Customer, CustomerId, Day, Ticket, TicketId, TicketState
from app.operations.board_story import BoardRow
from ui.screens.board.groups import Filter, Grouping, counted, due_group, filtered, grouped, toggled
from ui.screens.board.row_look import initials_of, row_look
from ui.theme.painting import Pill, Tone

DAY = Day(datetime(2026, 11, 22, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC))
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def row(
    name: str,
    hours: float,
    *,
    state: CopyState = CopyState.HELD,
    is_mine: bool = True,
    customer: str = "Quartz",
    is_changed: bool = False,
) -> BoardRow:
    """A copy that is due in so many hours."""
    due = NOW + timedelta(hours=hours)
    ticket = Ticket(
        TicketId(name),
        name,
        f"About {name}",
        TicketState.OPEN,
        Customer(CustomerId(customer), "C", customer, "", NOW),
        NOW,
    )
    record = CopyRecord(
        CopyId(name),
        ticket,
        state,
        "folder",
        f"/srv/{name}",
        "kim" if is_mine else "jo",
        NOW - timedelta(days=7),
        due_at=due,
        generation=2 if is_changed else 1,
        exported_generation=1,
        wipe_at=NOW + timedelta(seconds=24) if state is CopyState.CLOSING else None,
    )
    return BoardRow(record, is_mine, due < NOW, DAY.holds(due))


OVER, TODAY, WEEK, LATER = row("over", -52), row("today", 5), row("week", 90), row("later", 24 * 9)
WIPING = row("wiping", -1, state=CopyState.CLOSING)
REMOVING = row("removing", 50, state=CopyState.REMOVING)
ALL = [LATER, WIPING, TODAY, OVER, WEEK, REMOVING]


def test_groups_by_due_come_in_their_order_with_the_most_pressing_first() -> None:
    worse = row("worse", -80)
    found = [
        (group.key, [each.record.id for each in group.rows]) for group in grouped([*ALL, worse], Grouping.DUE, DAY)
    ]
    assert found == [
        ("overdue", ["worse", "over"]),
        ("today", ["today"]),
        ("this week", ["week"]),
        ("later", ["later"]),
        ("wiping", ["wiping", "removing"]),
    ]


def test_a_group_without_rows_has_no_heading() -> None:
    assert [group.key for group in grouped([TODAY], Grouping.DUE, DAY)] == ["today"]


def test_what_is_being_wiped_is_never_called_overdue() -> None:
    assert due_group(WIPING, DAY).value == "wiping"
    assert counted(ALL)[Filter.OVERDUE] == 1


def test_groups_of_holders_and_customers_are_by_name() -> None:
    rows = [row("a", 1, customer="Ämter"), row("b", 2, is_mine=False, customer="quartz"), row("c", 3, customer="Bonn")]
    assert [group.key for group in grouped(rows, Grouping.HOLDER, DAY)] == ["jo", "kim"]
    assert [group.key for group in grouped(rows, Grouping.CUSTOMER, DAY)] == ["Bonn", "quartz", "Ämter"]


def test_filters_hold_together() -> None:
    rows = [OVER, row("theirs", -3, is_mine=False), row("changed", -2, is_changed=True), TODAY]
    assert [each.record.id for each in filtered(rows, {Filter.OVERDUE, Filter.MINE})] == ["over", "changed"]
    assert [each.record.id for each in filtered(rows, {Filter.CHANGED, Filter.OVERDUE})] == ["changed"]
    assert filtered(rows, {Filter.EVERYONE}) == rows


def test_every_filter_says_how_many_it_leaves() -> None:
    rows = [OVER, TODAY, row("theirs", -3, is_mine=False, is_changed=True)]
    assert counted(rows) == {
        Filter.EVERYONE: 3,
        Filter.MINE: 2,
        Filter.OVERDUE: 2,
        Filter.DUE_TODAY: 2,
        Filter.CHANGED: 1,
    }


@pytest.mark.parametrize(
    ("now", "pressed", "then"),
    [
        ({Filter.EVERYONE}, Filter.MINE, {Filter.MINE}),
        ({Filter.MINE}, Filter.OVERDUE, {Filter.MINE, Filter.OVERDUE}),
        ({Filter.MINE, Filter.OVERDUE}, Filter.MINE, {Filter.OVERDUE}),
        ({Filter.MINE}, Filter.MINE, {Filter.EVERYONE}),
        ({Filter.MINE, Filter.OVERDUE}, Filter.EVERYONE, {Filter.EVERYONE}),
    ],
)
def test_pressing_a_filter(now: set[Filter], pressed: Filter, then: set[Filter]) -> None:
    assert toggled(now, pressed) == then


def test_overdue_is_told_by_words_and_icon_and_not_by_colour_alone() -> None:
    look = row_look(OVER, DAY, NOW)
    assert isinstance(look.due, Pill)
    assert (look.due.text, look.due.tone) == ("2 d 4 h over", Tone.DANGER)
    assert look.due.icon is not None
    assert look.spoken[-1] == "2 days 4 hours overdue"


def test_what_is_due_later_needs_no_pill_until_most_of_its_time_is_over() -> None:
    assert row_look(LATER, DAY, NOW).due == "in 9 d"
    soon = row_look(row("soon", 25), DAY, NOW).due
    assert isinstance(soon, Pill)
    assert soon.tone is Tone.WARN


def test_a_row_that_waits_for_its_wipe_counts_down_and_offers_undo() -> None:
    look = row_look(WIPING, DAY, NOW)
    assert isinstance(look.due, Pill)
    assert look.due.text == "Undo 0:24"
    assert look.is_faint
    late = row_look(WIPING, DAY, NOW + timedelta(minutes=1))
    assert isinstance(late.due, Pill)
    assert late.due.text == "Wipe waits"


def test_each_column_has_a_sentence() -> None:
    spoken = row_look(TODAY, DAY, NOW).spoken
    assert spoken == (
        "Encrypted",
        "today, About today, Quartz",
        "Folder /srv/today, ",
        "held by You",
        "held 7 of 7.2 d",
        "due in 5 hours",
    )


@pytest.mark.parametrize(
    ("name", "letters"), [("jonas.peters", "JP"), ("Aylin Kaya", "AK"), ("root", "RO"), ("m", "M"), ("", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials_of(name) == letters
