"""How names, changes and entries of a copy are put into words, without any widget."""

from datetime import UTC, datetime, timedelta

import pytest

from app.copies.changes import Change, ChangeKind
from app.custody.ledger import Entry, Event
from app.databases.comparing.table_changes import (
    Alteration,
    ColumnChanges,
    DatabaseChanges,
    ObjectChange,
    RowCounts,
    SettingChange,
    TableChange,
)
from app.model import (
    Customer,
    CustomerId,
    NodeKind,
    Note,
    NoteKind,
    Ticket,
    TicketId,
    TicketState,
    WorkTime,
)
from app.operations.show_changes import CopyChanges
from app.operations.ticket_log import TicketLog
from ui.icons.names import Icon
from ui.screens.copy.changes.change_lines import change_lines
from ui.screens.copy.names import entry_icon, folder_shown, name_shown, path_shown
from ui.screens.copy.work_log.entries import EntryKind, log_lines, shown_lines, text_for_customer

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FILE, FOLDER, LINK = NodeKind.FILE, NodeKind.FOLDER, NodeKind.LINK


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (b"notes.txt", "notes.txt"),
        ("Übersicht.pdf".encode(), "Übersicht.pdf"),
        (b"caf\xe9", "caf\\xe9"),
        (b"a\nb\tc", "a\\nb\\tc"),
        ("safe\u202efdp.exe".encode(), "safe\\u202efdp.exe"),
        ("zero\u200bwidth".encode(), "zero\\u200bwidth"),
        (b"x" * 255, "x" * 255),
        (b"", ""),
    ],
)
def test_a_name_does_no_harm(name: bytes, said: str) -> None:
    assert name_shown(b"folder/" + name if name else b"") == said
    assert name_shown(name).isprintable()


def test_paths_are_shown_as_safely() -> None:
    assert path_shown(b"a\n/b") == "a\\n/b"
    assert folder_shown(b"a\n/b") == "a\\n"
    assert (folder_shown(b"b"), path_shown(b"")) == ("", "")


def test_an_icon_says_what_a_name_is_or_what_became_of_it() -> None:
    assert entry_icon(b"x", FOLDER, None)[0] is Icon.FOLDER
    assert entry_icon(b"x", LINK, None)[0] is Icon.LINK
    assert entry_icon(b"A.CSV", FILE, None)[0] is Icon.FILE_TABLE
    assert entry_icon(b"caf\xe9", FILE, None)[0] is Icon.FILE
    assert entry_icon(b"A.CSV", FILE, ChangeKind.ADDED)[0] is Icon.FILE_ADDED


def test_every_kind_of_change_is_told() -> None:
    db = Change(ChangeKind.EDITED, FILE, b"d/x.db", b"d/x.db", 8192, 12288)
    found = CopyChanges(
        (
            Change(ChangeKind.ADDED, FILE, b"d/new", b"d/new", None, 10),
            db,
            Change(ChangeKind.RENAMED, FILE, b"b", b"old/a", 5, 5),
            Change(ChangeKind.DELETED, FOLDER, b"gone", b"gone", 0, None),
            Change(ChangeKind.DELETED, FILE, b"gone/f", b"gone/f", 2000, None),
            Change(ChangeKind.EDITED, FILE, b"same size", b"same size", 5, 5),
        ),
        {
            b"d/x.db": DatabaseChanges(
                (
                    TableChange("t", Alteration.SAME, ColumnChanges(), RowCounts(1, 2, 0)),
                    TableChange("v", Alteration.ALTERED, ColumnChanges(), None),
                ),
                (ObjectChange("index", "i", "t", Alteration.DROPPED),),
                (SettingChange("user_version", 1, 2),),
            )
        },
    )
    told = [(line.name, line.where, line.kind, line.amount) for line in change_lines(found)]
    assert told == [
        ("new", "d", "added", "10 bytes"),
        ("x.db", "d", "edited", "8 kB to 12 kB"),
        ("t", "in x.db", "rows changed", "1 added, 2 edited"),
        ("v", "in x.db", "table altered", "rows not compared"),
        ("i", "in x.db", "index dropped", ""),
        ("user_version", "in x.db", "altered", "1 to 2"),
        ("b", "was old/a", "renamed", "5 bytes"),
        ("gone", "", "folder deleted", ""),
        ("f", "gone", "deleted", "2 kB"),
        ("same size", "", "edited", "5 bytes"),
    ]
    assert change_lines(found)[0].sentence == "new, d, added, 10 bytes"


def entry(event: Event, minutes: int, **facts: object) -> Entry:
    plain = {name: value for name, value in facts.items() if isinstance(value, int | str)}
    return Entry(1, NOW + timedelta(minutes=minutes), event.value, "", plain, "")


def log() -> TicketLog:
    customer = Customer(CustomerId("c"), "C-1", "Quartz", "", NOW)
    ticket = Ticket(TicketId("t"), "T-1", "Trouble", TicketState.OPEN, customer, NOW)
    return TicketLog(
        ticket,
        (Note(NOW + timedelta(minutes=5), NoteKind.WORK, "anna", "two\nlines {braces}"),),
        (WorkTime(1, "anna", NOW, 3900, "on the phone"), WorkTime(2, "ben", NOW + timedelta(minutes=1), 60)),
        (
            entry(Event.COPY_HELD, -5, bytes=2_100_000, files=318),
            entry(Event.ESCAPE, 6, bytes=1000),
            entry(Event.REVEALED, 7, columns=2, cells=0),
            entry(Event.REVEALED, 8, columns=0, cells=1),
            entry(Event.WIPE_INTENDED, 9),
        ),
        NOW,
    )


def test_a_log_tells_what_people_and_the_program_did_newest_first() -> None:
    lines = log_lines(log())
    shown = [line.text for line in lines[:2]]
    assert shown[0].startswith("1 cell")
    assert shown[1].startswith("2 column")
    assert [(line.kind, line.text) for line in lines[2:]] == [
        (EntryKind.ACT, "1 kB left the copy, entered with its hash"),
        (EntryKind.NOTE, "two\nlines {braces}"),
        (EntryKind.TIME, "Worked 1 min"),
        (EntryKind.TIME, "Worked 1 h 5 min: on the phone"),
        (EntryKind.ACT, "Checked out, 318 files, 2.1 MB"),
    ]
    assert [line.by for line in lines][3:6] == ["anna", "ben", "anna"]
    assert shown_lines(lines, frozenset()) == lines
    assert {line.kind for line in shown_lines(lines, frozenset({EntryKind.TIME}))} == {EntryKind.TIME}


def test_the_text_for_the_customer_has_no_word_of_the_program_or_of_who_worked() -> None:
    text = text_for_customer(log(), NOW)
    assert text.startswith("T-1 Trouble\n")
    assert "two lines {braces}" in text
    assert "Time worked: 1 h 6 min" in text
    for inside in ("left the copy", "Checked out", "anna", "in clear"):
        assert inside not in text
