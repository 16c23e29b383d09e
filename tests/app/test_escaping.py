"""What leaves a copy is entered before it is given out, piece by piece, and what is only shown is not."""

import hashlib

import pytest

from app.errors import BaileeError
from app.operations.close_ticket import close_ticket, plan_close
from app.unlocked import escaping
from app.unlocked.escaping import AccountedOutput
from tests.app.world import World


def test_pieces_are_held_back_until_they_are_entered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(escaping, "_HELD_BACK_BYTES", 10)
    given: list[bytes] = []
    with world.unlocked() as vault:
        record = world.check_out(vault)

        def write(data: memoryview) -> None:
            given.append(bytes(data))
            assert len(vault.registry.escapes.of_copy(record.id)) == len(given)

        out = AccountedOutput(vault, record, "pipe", write)
        for piece in (b"12345", b"67890", b"last"):
            out.write(piece)
        assert given == [b"1234567890"]
        out.finish()
        out.finish()
        assert given == [b"1234567890", b"last"]
        entered = vault.registry.escapes.of_copy(record.id)
    assert [(escape.what, escape.content_bytes, escape.digest) for escape in entered] == [
        ("pipe", len(piece), hashlib.sha256(piece).hexdigest()) for piece in given
    ]


def test_what_is_only_shown_is_not_entered(world: World) -> None:
    given: list[bytes] = []
    with world.unlocked() as vault:
        record = world.check_out(vault)
        out = AccountedOutput(vault, record, "", lambda data: given.append(bytes(data)))
        out.write(b"seen")
        out.finish()
        assert given == [b"seen"]
        assert list(vault.registry.escapes.of_copy(record.id)) == []


def test_nothing_leaves_a_copy_that_is_being_wiped(world: World) -> None:
    given: list[bytes] = []
    with world.unlocked() as vault:
        record = world.check_out(vault)
        out = AccountedOutput(vault, record, "pipe", lambda data: given.append(bytes(data)))
        out.write(b"too late")
        close_ticket(vault, plan_close(vault, "T-1", at_once=True), world.monitor, at_once=True)
        with pytest.raises(BaileeError):
            out.finish()
    assert given == []
