"""HEAD: the one small file that says which epoch is in force. Replacing it is the commit point of a wipe."""

from dataclasses import dataclass, replace

from app.crypto.canonical import Json, encode_bytes, parse_object, to_canonical
from app.crypto.derivation import SALT_BYTES, EpochContext, StretchingCost
from app.crypto.fields import Fields
from app.crypto.secret import Secret
from app.crypto.signing import digests_match, keyed_digest
from app.errors import FormatNewer, HeadDamaged
from app.model import KeyMode, VaultId

FORMAT = 1
LIMIT_BYTES = 4096
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Retired:
    """The epoch before: its keyring entry must be gone and its table cleared."""

    epoch: int
    entry: str
    table: str


@dataclass(frozen=True, slots=True)
class Head:
    """The content of HEAD. `generation` rises with every change of the key table; `store` is "" without a keyring."""

    vault: VaultId
    epoch: int
    generation: int
    mode: KeyMode
    store: str
    entry: str
    table: str
    salt: bytes
    cost: StretchingCost
    commitment: bytes
    previous: Retired | None
    mac: bytes = b""

    def context(self) -> EpochContext:
        """What the keys of this epoch are bound to."""
        return EpochContext(bytes.fromhex(self.vault), self.epoch, self.mode, self.salt, self.cost)

    def sealed(self, anchor: Secret) -> "Head":
        """The same head with its MAC under the anchor key."""
        return replace(self, mac=keyed_digest(anchor, self._authentic_bytes()))

    def check_mac(self, anchor: Secret) -> None:
        """Raise HeadDamaged unless the MAC fits."""
        if not digests_match(self.mac, keyed_digest(anchor, self._authentic_bytes())):
            raise HeadDamaged(reason="its MAC does not fit: it was edited")

    def to_bytes(self) -> bytes:
        """The file's content."""
        return to_canonical({**self._values(), "mac": encode_bytes(self.mac)}) + b"\n"

    def _authentic_bytes(self) -> bytes:
        return to_canonical(self._values())

    def _values(self) -> dict[str, Json]:
        previous = self.previous
        cost = self.cost
        return {
            "format": FORMAT,
            "vault": self.vault,
            "epoch": self.epoch,
            "generation": self.generation,
            "mode": self.mode.value,
            "store": self.store,
            "entry": self.entry,
            "table": self.table,
            "salt": encode_bytes(self.salt),
            "argon2id": {"passes": cost.passes, "lanes": cost.lanes, "memory_kib": cost.memory_kib},
            "commitment": encode_bytes(self.commitment),
            "previous": None
            if previous is None
            else {"epoch": previous.epoch, "entry": previous.entry, "table": previous.table},
        }


def parse_head(data: bytes) -> Head:
    """Read HEAD; nothing in it is to be trusted before `check_mac`. Raises HeadDamaged or FormatNewer."""
    if len(data) > LIMIT_BYTES:
        raise HeadDamaged(reason="too long")
    try:
        fields = Fields(parse_object(data))
        found = fields.whole("format", least=1)
        if found > FORMAT:
            raise FormatNewer(what="HEAD", found=found, known=FORMAT)
        head = _read(fields)
        fields.finish()
    except ValueError as error:
        raise HeadDamaged(reason=f"cannot be read: {error}") from error
    if head.to_bytes() != data:
        raise HeadDamaged(reason="not written by Bailee: it is in another form")
    return head


def _read(fields: Fields) -> Head:
    mode = KeyMode(fields.text("mode"))
    head = Head(
        vault=VaultId(fields.hex("vault", 16)),
        epoch=fields.whole("epoch", least=1),
        generation=fields.whole("generation", least=1),
        mode=mode,
        store=fields.text("store", longest=_LONGEST_NAME),
        entry=fields.text("entry", longest=_LONGEST_NAME),
        table=_table_name(fields),
        salt=fields.octets("salt", SALT_BYTES if mode.uses_passphrase else 0),
        cost=_read_cost(fields.object("argon2id")),
        commitment=fields.octets("commitment", 32),
        previous=_read_previous(fields.optional_object("previous")),
        mac=fields.octets("mac", 32),
    )
    if not mode.uses_keyring == bool(head.store) == bool(head.entry):
        msg = "mode and keyring entry contradict each other"
        raise ValueError(msg)
    return head


def _read_cost(fields: Fields) -> StretchingCost:
    cost = StretchingCost(fields.whole("passes"), fields.whole("lanes"), fields.whole("memory_kib"))
    fields.finish()
    if not cost.is_acceptable():
        msg = "the cost of the passphrase is out of bounds"
        raise ValueError(msg)
    return cost


def _read_previous(fields: Fields | None) -> Retired | None:
    if fields is None:
        return None
    previous = Retired(fields.whole("epoch", least=1), fields.text("entry", longest=_LONGEST_NAME), _table_name(fields))
    fields.finish()
    return previous


def _table_name(fields: Fields) -> str:
    """A bare file name: HEAD is read before it can be trusted, so it must not point anywhere else."""
    name = fields.text("table", longest=_LONGEST_NAME)
    if not name.startswith("table-") or set(name) - set("abcdefghijklmnopqrstuvwxyz0123456789-"):
        msg = "table"
        raise ValueError(msg)
    return name
