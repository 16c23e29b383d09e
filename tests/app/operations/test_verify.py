"""Certificates and ledgers held against each other: whatever was exchanged, put back or edited is found and named."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.crypto.canonical import to_canonical
from app.custody.certificate import certificate_digest
from app.custody.checkpoint import make_checkpoint
from app.custody.ledger import Event, Ledger, LedgerHead
from app.errors import (
    BaileeError,
    CertificateInvalid,
    CertificateMismatch,
    DiskFailed,
    FileMissing,
    InputRefused,
    LedgerDamaged,
)
from app.model import CopyState
from app.operations.certify import Verified, current_certificate, verify_certificate
from app.operations.read_ledger import show_ledger, sign_ledger, verify_ledger
from app.operations.register import add_note
from app.unlocked.vault import Unlocked
from tests.app.world import World, enter


@dataclass
class Wiped:
    """Two wiped copies of T-1 and one of T-2, their certificates, the ledger and the public key."""

    world: World
    vault: Unlocked
    first: bytes
    second: bytes

    def verify(self, data: bytes, *, ledger: bytes | None = None, ticket: str | None = "T-1") -> Verified:
        folder = self.world.folder
        (folder / "c.json").write_bytes(data)
        if ledger is not None:
            (folder / "l.jsonl").write_bytes(ledger)
        at = folder / "l.jsonl" if ledger is not None else self.world.home.ledger
        return verify_certificate(
            folder / "c.json", key=self.world.home.public_key, ledger=at, ticket=ticket, clock=self.world.clock
        )


@pytest.fixture
def wiped(world: World, vault: Unlocked) -> Wiped:
    texts = []
    for ticket in ("T-1", "T-2"):
        world.check_out(vault, ticket)
        world.close(vault, ticket, at_once=True)
        texts.append(current_certificate(vault, ticket))
    return Wiped(world, vault, *texts)


def test_a_certificate_holds_against_key_ledger_and_ticket(wiped: Wiped) -> None:
    found = wiped.verify(wiped.first)
    assert (found.is_key_known, found.is_in_ledger, found.certificate.ticket) == (True, True, "T-1")


def test_alone_it_holds_by_what_it_carries(wiped: Wiped) -> None:
    file = wiped.world.folder / "c.json"
    file.write_bytes(wiped.first)
    found = verify_certificate(file, key=None, ledger=None, ticket=None, clock=wiped.world.clock)
    assert (found.is_key_known, found.is_in_ledger) == (False, False)


def test_an_edited_one_is_invalid(wiped: Wiped) -> None:
    for old, new in ((b'"T-1"', b'"T-9"'), (b'"PASS"', b'"FAIL"'), (b'"C-0001"', b'"C-0009"')):
        assert old in wiped.first
        with pytest.raises(CertificateInvalid):
            wiped.verify(wiped.first.replace(old, new))


def test_that_of_another_ticket_does_not_fit(wiped: Wiped) -> None:
    with pytest.raises(CertificateMismatch, match="speaks of ticket T-2"):
        wiped.verify(wiped.second)


def test_that_of_another_vault_does_not_fit(wiped: Wiped, tmp_path: Path) -> None:
    other = World(tmp_path)
    with other.created() as vault:
        enter(vault)
        other.check_out(vault)
        other.close(vault, at_once=True)
        foreign = current_certificate(vault, "T-1")
        ledger = vault.home.ledger.read_bytes()
    with pytest.raises(CertificateMismatch, match="another key"):
        wiped.verify(foreign)
    with pytest.raises(CertificateMismatch, match="another vault"):
        wiped.verify(wiped.first, ledger=ledger)


def test_an_older_one_that_was_replaced_does_not_fit(wiped: Wiped) -> None:
    newer = json.loads(wiped.first)
    wiped.vault.ledger.append(
        Event.COPY_WIPED,
        copy=newer["certificate"]["copy"]["id"],
        certificate=certificate_digest(to_canonical({**newer, "more": 1})),
    )
    with pytest.raises(CertificateMismatch, match="another one for this copy"):
        wiped.verify(wiped.first)


def test_a_ledger_from_before_does_not_know_it(wiped: Wiped) -> None:
    lines = wiped.world.home.ledger.read_bytes().splitlines(keepends=True)
    with pytest.raises(CertificateMismatch, match="does not know of it"):
        wiped.verify(wiped.first, ledger=b"".join(lines[:4]))
    with pytest.raises(CertificateMismatch, match="another vault"):
        wiped.verify(wiped.first, ledger=b"")


def test_a_damaged_ledger_is_no_witness(wiped: Wiped) -> None:
    whole = wiped.world.home.ledger.read_bytes()
    with pytest.raises(LedgerDamaged):
        wiped.verify(wiped.first, ledger=whole.replace(b"copy.held", b"copy.kept", 1))


@pytest.mark.parametrize("missing", ["c.json", "key", "ledger"])
def test_a_file_that_is_not_there_is_said_to_be_missing(wiped: Wiped, missing: str) -> None:
    folder = wiped.world.folder
    (folder / "here.json").write_bytes(wiped.first)
    with pytest.raises(FileMissing) as caught:
        verify_certificate(
            folder / ("none" if missing == "c.json" else "here.json"),
            key=folder / "none" if missing == "key" else None,
            ledger=folder / "none" if missing == "ledger" else None,
            ticket=None,
            clock=wiped.world.clock,
        )
    assert caught.value.path == str(folder / "none")


def test_a_folder_in_the_place_of_a_file_is_said_to_be_one(wiped: Wiped) -> None:
    folder = wiped.world.folder
    (folder / "here.json").write_bytes(wiped.first)
    for key, ledger in ((folder, None), (None, folder)):
        with pytest.raises((DiskFailed, InputRefused)):
            verify_certificate(folder / "here.json", key=key, ledger=ledger, ticket=None, clock=wiped.world.clock)


def test_a_key_that_is_none_is_refused(wiped: Wiped) -> None:
    folder = wiped.world.folder
    (folder / "here.json").write_bytes(wiped.first)
    for data in (b"", b"\xff" * 44, os.urandom(5000)):
        (folder / "key").write_bytes(data)
        with pytest.raises(CertificateInvalid, match="not a public key"):
            verify_certificate(
                folder / "here.json", key=folder / "key", ledger=None, ticket=None, clock=wiped.world.clock
            )


def test_the_newest_certificate_is_given_out_or_the_one_that_was_asked_for(world: World, vault: Unlocked) -> None:
    for _ in range(2):
        world.check_out(vault)
    first, second = (record.id for record in vault.registry.copies.all())
    world.close(vault, at_once=True)
    numbers = {record.id: record.certificate_number for record in vault.registry.copies.all()}
    assert f'"{max(numbers.values())}"'.encode() in current_certificate(vault, "T-1")
    for copy in (first, second):
        assert f'"{numbers[copy]}"'.encode() in current_certificate(vault, "T-1", copy=copy)


def test_the_ledger_is_borne_out_by_a_checkpoint_at_checkout_and_at_wipe(wiped: Wiped) -> None:
    add_note(wiped.vault, "T-1", "What people write proves nothing and harms nothing: bailee/x/ledger")
    report = verify_ledger(wiped.vault)
    assert (report.head, report.checkpoints) == (wiped.vault.ledger.head(), 4)
    assert len(show_ledger(wiped.vault)) == report.head.size
    assert sign_ledger(wiped.vault) == make_checkpoint(wiped.vault.keys.signer(), wiped.vault.keys.vault, report.head)


def refused(vault: Unlocked, reason: str) -> None:
    with pytest.raises(LedgerDamaged, match=reason):
        verify_ledger(vault)


def test_a_ledger_written_anew_does_not_lead_to_the_checkpoints(wiped: Wiped) -> None:
    """Whoever can write the file can make a chain that fits, and perhaps the register too; not what was signed."""
    home, vault = wiped.world.home, wiped.vault
    entries = show_ledger(vault)
    home.ledger.unlink()
    forged = Ledger(home.ledger, wiped.world.clock)
    for entry in entries:
        facts = {**entry.facts, "files": 0} if entry.event == "copy.held" else dict(entry.facts)
        head = forged.append(Event(entry.event), **facts)
    vault.registry.meta.set_many({"ledger.size": str(head.size), "ledger.hash": head.hash})
    refused(vault, "does not lead to a checkpoint")


def test_a_ledger_cut_together_with_the_register_does_not_reach_the_checkpoints(wiped: Wiped) -> None:
    vault = wiped.vault
    entries = show_ledger(vault)[:-2]
    lines = vault.home.ledger.read_bytes().splitlines(keepends=True)
    vault.home.ledger.write_bytes(b"".join(lines[:-2]))
    vault.registry.meta.set_many({"ledger.size": str(len(entries)), "ledger.hash": entries[-1].hash})
    refused(vault, "does not lead to a checkpoint")


def test_a_checkpoint_of_somebody_else_in_a_ticket_is_noticed(wiped: Wiped) -> None:
    ticket = wiped.vault.registry.tickets.by_number("T-3")
    note = make_checkpoint(wiped.vault.keys.signer(), wiped.vault.keys.vault, wiped.vault.ledger.head())
    wiped.vault.desk.comment(ticket.id, note)
    assert verify_ledger(wiped.vault).checkpoints == 5
    wiped.vault.desk.comment(ticket.id, note.replace("=", "A", 1))
    refused(wiped.vault, "not signed here")


def test_a_copy_or_a_wipe_that_the_register_does_not_know_is_noticed(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    vault.ledger.append(Event.COPY_WIPED, copy=record.id, certificate="00" * 32)
    refused(vault, "does not know of this wipe")


@pytest.mark.parametrize(("event", "reason"), [(Event.COPY_HELD, "this copy"), (Event.COPY_WIPED, "this wipe")])
def test_a_copy_that_is_only_in_the_ledger_is_noticed(vault: Unlocked, event: Event, reason: str) -> None:
    vault.ledger.append(event, copy="5a" * 16)
    refused(vault, reason)


def test_the_ledger_of_another_vault_is_noticed(world: World, vault: Unlocked, tmp_path: Path) -> None:
    other = World(tmp_path)
    with other.created():
        pass
    world.home.ledger.write_bytes(other.home.ledger.read_bytes())
    head = Ledger(other.home.ledger, world.clock).head()
    vault.registry.meta.set_many({"ledger.size": str(head.size), "ledger.hash": head.hash})
    refused(vault, "belongs to another vault")


def test_an_emptied_register_knows_of_no_ledger_and_an_empty_one_is_no_ledger(vault: Unlocked) -> None:
    vault.home.ledger.unlink()
    vault.registry.meta.set_many({"ledger.size": "0", "ledger.hash": LedgerHead(0, "0" * 64).hash})
    refused(vault, "belongs to another vault")


def test_wiped_is_what_the_register_calls_wiped(wiped: Wiped) -> None:
    states = {record.state for record in wiped.vault.registry.copies.all()}
    assert states == {CopyState.WIPED}
    assert issubclass(LedgerDamaged, BaileeError)
