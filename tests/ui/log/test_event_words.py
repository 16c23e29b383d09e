"""What the events of the ledger are called, and what their facts say."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.custody.ledger import Event
from ui.screens.log.event_words import EVENTS, look_of, name_of, names, sentence
from ui.screens.log.times import Stretch, begin_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOON = (NOW + timedelta(minutes=30)).isoformat()

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_event_has_a_name_of_its_own_and_an_icon() -> None:
    assert set(EVENTS) == {event.value for event in Event}
    assert len(set(names().values())) == len(EVENTS)
    assert name_of("something.newer") == "Event of another version"
    assert look_of("something.newer").icon


@pytest.mark.parametrize(
    ("event", "facts", "said"),
    [
        (Event.COPY_HELD, {"files": 1318, "bytes": 2_100_000_000}, "Copy taken: 2.1 GB, 1,318 files"),
        (Event.COPY_HELD, {"files": 1, "bytes": 5, "is_incomplete": True}, "Copy taken: 5 bytes, 1 file, incomplete"),
        (Event.COPY_HELD, {}, "Copy taken"),
        (Event.TABLES_TAKEN, {"tables": 2, "rows": 1}, "Tables taken: 2 tables, 1 row"),
        (
            Event.TABLES_TAKEN,
            {"tables": 1, "rows": 12_000, "masked_columns": 3, "is_connection_encrypted": False},
            "Tables taken: 1 table, 12,000 rows, 3 columns masked, over a connection that was not encrypted",
        ),
        (Event.ESCAPE, {"bytes": 64_000_000, "sha256": "x"}, "Data exported: 64 MB"),
        (Event.REVEALED, {"columns": 2, "cells": 1}, "Personal data shown: 2 columns, 1 cell"),
        (Event.REVEALED, {}, "Personal data shown"),
        (
            Event.KEY_DESTROYED,
            {"store": "kwallet", "is_absent": True},
            "Key destroyed: deleted from the keyring, and read back as absent",
        ),
        (
            Event.KEY_DESTROYED,
            {"store": "", "is_absent": False},
            "Key destroyed: the key table without it has taken the place of the old one",
        ),
        (Event.KEY_DESTROYED, {"store": "kwallet", "is_absent": False}, "Key destroyed"),
        (Event.COPY_CLEARED, {"files": 3, "bytes": 50_000, "remaining": 0}, "Files removed: 3 files, 50 kB"),
        (
            Event.COPY_CLEARED,
            {"files": 3, "bytes": 50_000, "remaining": 1},
            "Files removed: 3 files, 50 kB, 1 file still there",
        ),
        (Event.COPY_CLOSING, {"wipe_at": "never"}, "Ticket closed"),
        (Event.COPY_CLOSING, {"wipe_at": "2026-11-20T12:00:00"}, "Ticket closed"),
        (Event.COPY_KEPT, {"anything": 1}, "Close taken back"),
    ],
)
def test_an_entry_says_what_happened(event: Event, facts: dict[str, object], said: str) -> None:
    assert sentence(event.value, facts, NOW) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("event", "name", "begins"),
    [
        (Event.COPY_CLOSING, "wipe_at", "Ticket closed: wiped at "),
        (Event.WIPE_POSTPONED, "wipe_at", "Wipe put off: wiped at "),
        (Event.COPY_EXTENDED, "due_at", "Copy extended: due "),
    ],
)
def test_times_are_told_in_local_time(event: Event, name: str, begins: str) -> None:
    said = sentence(event.value, {name: SOON}, NOW)
    assert said.startswith(begins)
    assert (NOW + timedelta(minutes=30)).astimezone().strftime("%H:%M") in said


@given(
    event=st.sampled_from([event.value for event in Event]),
    facts=st.dictionaries(
        st.sampled_from(["files", "bytes", "tables", "rows", "columns", "cells", "wipe_at", "due_at", "store"]),
        st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.text(max_size=30)),
    ),
)
def test_facts_that_nobody_wrote_are_no_failure(event: str, facts: dict[str, object]) -> None:
    assert sentence(event, facts, NOW).startswith(name_of(event))  # type: ignore[arg-type]


def test_stretches_of_time_are_whole_days() -> None:
    assert begin_of(Stretch.EVER, NOW) is None
    today = begin_of(Stretch.TODAY, NOW)
    assert today is not None
    assert today <= NOW < today + timedelta(hours=25)
    assert today.astimezone().hour == 0
    starts = [begin_of(each, NOW) or NOW for each in (Stretch.TODAY, Stretch.WEEK, Stretch.MONTH, Stretch.YEAR)]
    assert starts == sorted(starts, reverse=True)
    assert (starts[0] - starts[1]).days in {5, 6}
