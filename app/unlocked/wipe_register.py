"""The register as the wipe needs it."""

from app.model import CopyId, CopyRecord, CopyState, Escape
from app.ports import Clock
from app.registry.facts import CopyFacts
from app.registry.registry import Registry

KEYS_GENERATION = "keys.generation"


class WipeRegister:
    """The register as the wipe needs it."""

    def __init__(self, registry: Registry, clock: Clock) -> None:
        self._registry = registry
        self._clock = clock

    def closing(self) -> list[CopyRecord]:
        """The copies that are CLOSING."""
        return self._registry.copies.all(states=[CopyState.CLOSING])

    def advance(self, record: CopyRecord, to: CopyState) -> CopyRecord:
        """Move a copy one state on, with the time of it."""
        now = self._clock.now()
        facts = {
            CopyState.KEY_DESTROYED: CopyFacts(key_destroyed_at=now),
            CopyState.WIPED: CopyFacts(wiped_at=now),
        }.get(to)
        return self._registry.copies.move(record.id, expected=record.state, to=to, facts=facts)

    def note_keys(self, generation: int) -> None:
        """Remember how far the key table has come."""
        self._registry.meta.raise_to(KEYS_GENERATION, generation)

    def escapes(self, copy: CopyId) -> list[Escape]:
        """What left the copy."""
        return self._registry.escapes.of_copy(copy)

    def next_certificate_number(self) -> str:
        """A number no certificate had."""
        return self._registry.certificates.next_number()

    def issued(self, copy: CopyId) -> bytes | None:
        """The certificate of a copy, if there is one already."""
        stored = self._registry.certificates.current(copy)
        return stored.text.encode("ascii") if stored else None

    def keep_certificate(self, number: str, copy: CopyId, text: bytes, digest: str) -> None:
        """Keep a certificate."""
        self._registry.certificates.add(number, copy, text.decode("ascii"), digest, at=self._clock.now())
