"""The key table: the small sealed file that holds the key of every copy, rewritten whole at every change."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.crypto.canonical import Json, encode_bytes, parse_object, to_canonical
from app.crypto.fields import Fields
from app.crypto.sealing import open_blob, seal_blob
from app.crypto.secret import KEY_BYTES, Secret
from app.errors import KeyTableDamaged, SealBroken
from app.model import CopyId

_LABEL = b"bailee/v1/key-table"
LIMIT_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Every key that outlives an epoch: one per copy, one for the register, one seed for signatures."""

    copies: Mapping[CopyId, Secret]
    registry: Secret
    signing: Secret

    @classmethod
    def fresh(cls) -> "KeyTable":
        """The table of a new vault."""
        return cls({}, Secret.random(), Secret.random())

    def with_copy(self, copy: CopyId, key: Secret) -> "KeyTable":
        """The same table and one copy more; the secrets are shared with this table."""
        return KeyTable({**self.copies, copy: key}, self.registry, self.signing)

    def without(self, doomed: frozenset[CopyId]) -> "KeyTable":
        """The same table without some copies; the secrets are shared with this table."""
        kept = {copy: key for copy, key in self.copies.items() if copy not in doomed}
        return KeyTable(kept, self.registry, self.signing)

    def equals(self, other: "KeyTable") -> bool:
        """Whether both hold the same keys for the same copies."""
        return (
            self.copies.keys() == other.copies.keys()
            and all(key.equals(other.copies[copy]) for copy, key in self.copies.items())
            and self.registry.equals(other.registry)
            and self.signing.equals(other.signing)
        )

    def close(self) -> None:
        """Overwrite every key."""
        for key in (*self.copies.values(), self.registry, self.signing):
            key.close()


def seal_table(table: KeyTable, key: Secret, vault: bytes, epoch: int, generation: int) -> bytes:
    """The content of the table's file, bound to vault, epoch and generation."""
    values: dict[str, Json] = {
        "copies": {copy: encode_bytes(secret.reveal()) for copy, secret in table.copies.items()},
        "registry": encode_bytes(table.registry.reveal()),
        "signing": encode_bytes(table.signing.reveal()),
    }
    return seal_blob(key, to_canonical(values), _binding(vault, epoch, generation))


def open_table(sealed: bytes, key: Secret, vault: bytes, epoch: int, generation: int, name: str) -> KeyTable:
    """Read a table. Raises KeyTableDamaged when it was edited, exchanged, or belongs to another moment."""
    try:
        with open_blob(key, sealed, _binding(vault, epoch, generation), name) as plain:
            fields = Fields(parse_object(plain.reveal()))
        entries = fields.object("copies")
        copies = {CopyId(copy): Secret(entries.octets(copy, KEY_BYTES)) for copy in entries.names()}
        table = KeyTable(
            copies, Secret(fields.octets("registry", KEY_BYTES)), Secret(fields.octets("signing", KEY_BYTES))
        )
        fields.finish()
    except SealBroken as error:
        raise KeyTableDamaged(table=name, reason="it does not open: edited, exchanged or put back") from error
    except ValueError as error:
        raise KeyTableDamaged(table=name, reason="its content cannot be read") from error
    return table


def _binding(vault: bytes, epoch: int, generation: int) -> bytes:
    return _LABEL + vault + epoch.to_bytes(8, "big") + generation.to_bytes(8, "big")
