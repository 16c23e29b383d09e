"""What is refused gets the right error, with the code that stands in the documents, and leaves everything as it was."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import BaileeError
from app.operations import register
from app.operations.certify import current_certificate, export_certificate, verify_certificate
from app.operations.check_copy import check_copy
from app.operations.check_out import plan_check_out
from app.operations.close_ticket import plan_close
from app.operations.list_files import list_files, list_problems
from app.operations.put_file import put_file
from app.operations.read_file import read_file
from app.operations.remove_file import remove_file
from app.operations.show_changes import show_changes
from app.operations.undo_close import undo_close
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.app.world import CUSTOMER, World, files_below, quick_place, state_of

Act = Callable[[World, Unlocked], object]


def put(world: World, vault: Unlocked, path: bytes, ticket: str = "T-1", copy: str | None = None) -> object:
    blocks = iter([b"new content"])
    return put_file(vault, ticket, path, lambda _: next(blocks, b""), world.monitor, copy=copy)


def cat(vault: Unlocked, path: bytes, ticket: str = "T-1") -> object:
    return read_file(vault, ticket, path, lambda _: None, Monitor(), escapes_to="file")


def held(world: World, vault: Unlocked) -> None:
    """T-1 holds a copy of customers/T-1-0, T-2 two copies, T-3 none."""
    world.check_out(vault, "T-1")
    world.check_out(vault, "T-2")
    world.check_out(vault, "T-2")


def source(world: World, name: str = "T-1-0") -> str:
    return str(world.folder / "customers" / name)


def verify(world: World, vault: Unlocked, *, ticket: str = "T-1") -> object:
    """Of a certificate of T-3, after whatever the case did to it."""
    del vault
    file = world.folder / "c.json"
    return verify_certificate(
        file, key=world.home.public_key, ledger=world.home.ledger, ticket=ticket, clock=world.clock
    )


CASES: dict[str, tuple[str, Act]] = {
    "an unknown customer": ("B101", lambda _, vault: register.customer(vault, "C-9")),
    "an unknown customer for a ticket": ("B101", lambda _, vault: register.add_ticket(vault, "T-9", "t", "C-9")),
    "a customer number that is taken": ("B102", lambda _, vault: register.add_customer(vault, CUSTOMER, "n", "")),
    "a customer without a name": ("B105", lambda _, vault: register.add_customer(vault, "C-9", " ", "")),
    "a ticket number that is taken": ("B104", lambda _, vault: register.add_ticket(vault, "T-1", "t", CUSTOMER)),
    "a ticket without a title": ("B105", lambda _, vault: register.add_ticket(vault, "T-9", "", CUSTOMER)),
    "an unknown ticket": ("B103", lambda _, vault: register.ticket(vault, "T-9")),
    "an unknown ticket to note on": ("B103", lambda _, vault: register.add_note(vault, "T-9", "x")),
    "an empty note": ("B105", lambda _, vault: register.add_note(vault, "T-1", " \n")),
    "an unknown ticket to check out for": ("B103", lambda world, vault: plan_check_out(vault, "T-9", source(world))),
    "an unknown ticket to close": ("B103", lambda _, vault: plan_close(vault, "T-9")),
    "an unknown ticket to undo": ("B103", lambda _, vault: undo_close(vault, "T-9")),
    "an unknown ticket to list": ("B103", lambda _, vault: list_files(vault, "T-9", b"")),
    "an unknown ticket to certify": ("B103", lambda _, vault: current_certificate(vault, "T-9")),
    "the same source twice": ("B502", lambda world, vault: plan_check_out(vault, "T-1", source(world))),
    "the same source by another way": (
        "B502",
        lambda world, vault: plan_check_out(vault, "T-1", source(world) + "/../T-1-0/"),
    ),
    "a source that is not there": ("B401", lambda world, vault: plan_check_out(vault, "T-1", source(world, "none"))),
    "no source": ("B401", lambda _, vault: plan_check_out(vault, "T-1", "")),
    "a device for a source": ("B402", lambda _, vault: plan_check_out(vault, "T-1", "/dev/null")),
    "a source inside of home": ("B403", lambda _, vault: plan_check_out(vault, "T-1", str(vault.home.copies))),
    "home itself": ("B404", lambda _, vault: plan_check_out(vault, "T-1", str(vault.home.path))),
    "home inside of the source": ("B404", lambda world, vault: plan_check_out(vault, "T-1", str(world.folder))),
    "no days to hold it": ("B105", lambda world, vault: plan_check_out(vault, "T-3", source(world), due_days=0)),
    "days before today": ("B105", lambda world, vault: plan_check_out(vault, "T-3", source(world), due_days=-7)),
    "days without end": ("B105", lambda world, vault: plan_check_out(vault, "T-3", source(world), due_days=10**12)),
    "nothing to undo": ("B511", lambda _, vault: undo_close(vault, "T-1")),
    "nothing ever to undo": ("B511", lambda _, vault: undo_close(vault, "T-3")),
    "a copy of a ticket that holds none": ("B503", lambda _, vault: list_files(vault, "T-3", b"")),
    "a copy that is not one of the ticket's": ("B503", lambda _, vault: list_files(vault, "T-1", b"", copy="no")),
    "one of two copies": ("B504", lambda _, vault: list_files(vault, "T-2", b"")),
    "changes of one of two copies": ("B504", lambda world, vault: show_changes(vault, "T-2", world.monitor)),
    "problems of one of two copies": ("B504", lambda _, vault: list_problems(vault, "T-2")),
    "a check of one of two copies": ("B504", lambda world, vault: check_copy(vault, "T-2", world.monitor)),
    "a write into one of two copies": ("B504", lambda world, vault: put(world, vault, b"x", "T-2")),
    "a list of a path that is not there": ("B304", lambda _, vault: list_files(vault, "T-1", b"none")),
    "a read of a path that is not there": ("B304", lambda _, vault: cat(vault, b"deep/none")),
    "a read of a folder": ("B307", lambda _, vault: cat(vault, b"deep")),
    "a write into a folder that is not there": ("B304", lambda world, vault: put(world, vault, b"none/x")),
    "a write in the place of a folder": ("B307", lambda world, vault: put(world, vault, b"deep")),
    "a write into a file as if it were a folder": ("B306", lambda world, vault: put(world, vault, b"notes.txt/x")),
    "a name no copy can have": ("B309", lambda world, vault: put(world, vault, b"deep/..")),
    "removing what is not there": ("B304", lambda _, vault: remove_file(vault, "T-1", b"none")),
    "removing a folder that is not empty": ("B308", lambda _, vault: remove_file(vault, "T-1", b"deep")),
    "a certificate before the wipe": ("B509", lambda _, vault: current_certificate(vault, "T-1")),
    "a file with a certificate before the wipe": (
        "B509",
        lambda world, vault: export_certificate(vault, "T-1", world.folder / "c.json"),
    ),
    "verifying what is not there": ("B606", verify),
}


@pytest.fixture(scope="module")
def holding(template: World) -> Iterator[tuple[World, Unlocked]]:
    """One vault for all: nothing that is done here may change it."""
    with tempfile.TemporaryDirectory(prefix="bailee-world-", dir=quick_place()) as folder:
        world = template.twin(Path(folder))
        with world.unlocked() as vault:
            held(world, vault)
            yield world, vault


@pytest.fixture(scope="module")
def wiped(template: World) -> Iterator[tuple[World, Unlocked]]:
    """The same, with the copy of T-1 wiped and its certificate beside the home folder."""
    with tempfile.TemporaryDirectory(prefix="bailee-world-", dir=quick_place()) as folder:
        world = template.twin(Path(folder))
        with world.unlocked() as vault:
            close_at_once(world, vault)
            yield world, vault


@pytest.mark.parametrize(("code", "act"), CASES.values(), ids=CASES.keys())
def test_it_is_refused_and_nothing_is_changed(holding: tuple[World, Unlocked], code: str, act: Act) -> None:
    world, vault = holding
    before = state_of(vault), files_below(world.folder / "customers")
    with pytest.raises(BaileeError) as caught:
        act(world, vault)
    assert caught.value.code == code, caught.value
    assert (state_of(vault), files_below(world.folder / "customers")) == before
    assert not (world.folder / "c.json").exists()


def close_at_once(world: World, vault: Unlocked) -> None:
    world.check_out(vault, "T-1")
    world.close(vault, "T-1", at_once=True)
    (world.folder / "c.json").write_bytes(current_certificate(vault, "T-1"))


AFTER_THE_WIPE: dict[str, tuple[str, Act]] = {
    "a checkout": ("B506", lambda world, vault: plan_check_out(vault, "T-1", source(world))),
    "closing": ("B506", lambda _, vault: plan_close(vault, "T-1")),
    "closing at once": ("B506", lambda _, vault: plan_close(vault, "T-1", at_once=True)),
    "undo": ("B505", lambda _, vault: undo_close(vault, "T-1")),
    "a list": ("B503", lambda _, vault: list_files(vault, "T-1", b"")),
    "a read": ("B503", lambda _, vault: cat(vault, b"notes.txt")),
    "a write": ("B503", lambda world, vault: put(world, vault, b"notes.txt")),
    "a check": ("B503", lambda world, vault: check_copy(vault, "T-1", world.monitor)),
    "a certificate over a file": (
        "B605",
        lambda world, vault: export_certificate(vault, "T-1", world.folder / "c.json"),
    ),
    "a certificate of another kind": (
        "B105",
        lambda world, vault: export_certificate(vault, "T-1", world.folder / "c.txt"),
    ),
    "a certificate into no folder": (
        "B606",
        lambda world, vault: export_certificate(vault, "T-1", world.folder / "no/c.json"),
    ),
    "a certificate of a copy that is not one": (
        "B509",
        lambda world, vault: export_certificate(vault, "T-1", world.folder / "d.json", copy="no"),
    ),
    "a certificate held against another ticket": ("B510", lambda world, vault: verify(world, vault, ticket="T-2")),
}


@pytest.mark.parametrize(("code", "act"), AFTER_THE_WIPE.values(), ids=AFTER_THE_WIPE.keys())
def test_after_the_wipe_it_is_refused_and_nothing_is_changed(
    wiped: tuple[World, Unlocked], code: str, act: Act
) -> None:
    world, vault = wiped
    before = state_of(vault), files_below(world.folder)
    with pytest.raises(BaileeError) as caught:
        act(world, vault)
    assert caught.value.code == code, caught.value
    assert (state_of(vault), files_below(world.folder)) == before


@pytest.mark.parametrize("ending", ["json", "JSON", "pdf"])
def test_a_certificate_is_given_out_as_a_new_file(world: World, vault: Unlocked, ending: str) -> None:
    close_at_once(world, vault)
    to = world.folder / f"out.{ending}"
    certificate = export_certificate(vault, "T-1", to)
    assert certificate.ticket == "T-1"
    assert to.read_bytes().startswith(b"%PDF" if ending == "pdf" else b'{"certificate"')
