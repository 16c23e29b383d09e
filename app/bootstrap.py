"""The composition root: puts a vault together from real parts. Tests hand in others."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from app.crypto.canonical import encode_bytes
from app.crypto.secret import Secret
from app.custody.ledger import EMPTY, NO_HASH, Event, Ledger, LedgerHead
from app.desks.built_in import BuiltInDesk
from app.disk.durable import leftovers_of, make_folder, read_whole, remove_file, replace_file, write_new
from app.disk.locks import FileLock
from app.errors import FileMissing, RegistryDamaged, SettingsDamaged, VaultRolledBack
from app.keys.stores.choice import available, pinned
from app.keys.vault import Keys, StoreFinder, create_vault, unlock_vault
from app.model import NoteKind
from app.ports import Clock, KeyStore
from app.registry.registry import Registry
from app.settings import Home, Settings
from app.sources.choice import source_at
from app.unlocked.vault import SourceFinder, Unlocked
from app.unlocked.wipe_register import KEYS_GENERATION

AUTHOR = "Bailee"
_LEDGER_SIZE = "ledger.size"
_LEDGER_HASH = "ledger.hash"
_LEDGER_LINE = "ledger.line"
_CACHE_TAG = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# This tag keeps sealed copies out of backups: they are to end with their ticket.\n"
    b"# See https://bford.info/cachedir/\n"
)


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The time in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def tool_version() -> str:
    """The version of Bailee."""
    try:
        return version("bailee")
    except PackageNotFoundError:
        return "0"


def init(
    home: Home,
    *,
    use_keyring: bool,
    passphrase: Secret | None,
    clock: Clock | None = None,
    find_store: Callable[[], KeyStore] = available,
    find_source: SourceFinder = source_at,
) -> Unlocked:
    """Make a vault and unlock it. With the keyring of this system, a passphrase, or both; both are then needed.

    Raises VaultExists, PassphraseNeeded, KeyStoreMissing and what the disk raises.
    """
    clock = clock or SystemClock()
    store = find_store() if use_keyring else None
    keys = create_vault(home.path, store, passphrase)
    return _guarded(home, keys, clock, find_source)


def unlock(
    home: Home,
    *,
    passphrase: Secret | None,
    clock: Clock | None = None,
    stores: StoreFinder = pinned,
    find_source: SourceFinder = source_at,
) -> Unlocked:
    """Unlock the vault. Raises VaultMissing, PassphraseWrong, EpochKeyGone, VaultRolledBack and their kin."""
    clock = clock or SystemClock()
    return _guarded(home, unlock_vault(home.path, stores, passphrase, clock), clock, find_source)


def _guarded(home: Home, keys: Keys, clock: Clock, find_source: SourceFinder) -> Unlocked:
    try:
        return _assemble(home, keys, clock, find_source)
    except BaseException:
        keys.close()
        raise


def _assemble(home: Home, keys: Keys, clock: Clock, find_source: SourceFinder) -> Unlocked:
    registry = _open_registry(home, keys)
    try:
        _check_generation(registry, keys)
        was_exchanged = _lay_out(home, keys)
        ledger = _ledger(home, registry, clock)
        _begin_ledger(ledger, registry, keys)
        if was_exchanged:
            ledger.append(Event.PUBLIC_KEY_RESTORED)
        return Unlocked(
            home=home,
            settings=_settings(home),
            clock=clock,
            keys=keys,
            registry=registry,
            ledger=ledger,
            desk=BuiltInDesk(
                lambda ticket, text: registry.tickets.add_note(ticket, NoteKind.CUSTODY, AUTHOR, text, at=clock.now())
            ),
            find_source=find_source,
            version=tool_version(),
        )
    except BaseException:
        registry.close()
        raise


def _settings(home: Home) -> Settings:
    """The settings, or the defaults: a damaged file must not keep a wipe from being done. Front ends say so."""
    try:
        return Settings.load(home)
    except SettingsDamaged:
        return Settings()


def _open_registry(home: Home, keys: Keys) -> Registry:
    """The register; made on the first opening only, so that one taken away shows."""
    is_new = keys.head.generation == 1 and not home.ledger.exists()
    with FileLock(keys.files.lock, what="the vault"), keys.registry_key() as key:
        try:
            return Registry.open(home.registry, key, may_create=is_new)
        except FileMissing as error:
            raise RegistryDamaged(reason="the file is missing") from error


def _check_generation(registry: Registry, keys: Keys) -> None:
    known = int(registry.meta.get(KEYS_GENERATION) or "1")
    if keys.head.generation < known:
        # Another process may have gone on since HEAD was read.
        keys.refresh()
    if keys.head.generation < known:
        raise VaultRolledBack(found=keys.head.generation, expected=known)


def _lay_out(home: Home, keys: Keys) -> bool:
    """Make what an unlocked vault relies on, as far as it is not there; whether the public key had been exchanged."""
    make_folder(home.copies)
    tag = home.copies / "CACHEDIR.TAG"
    with keys.locked_for_change():
        if not tag.exists():
            write_new(tag, _CACHE_TAG)
        was_exchanged = _write_public_key(home, keys)
        # Both are replaced under this lock only: what lies there is nobody's work in progress.
        for path in [*leftovers_of(keys.files.head), *leftovers_of(home.public_key)]:
            remove_file(path)
    return was_exchanged


def _write_public_key(home: Home, keys: Keys) -> bool:
    """Lay the public key out for people to copy. Whether there was another: it was exchanged, and is put right."""
    text = encode_bytes(keys.signer().public_key).encode("ascii") + b"\n"
    is_there = home.public_key.exists()
    if is_there and read_whole(home.public_key, len(text)) == text:
        return False
    replace_file(home.public_key, text)
    return is_there


def _ledger(home: Home, registry: Registry, clock: Clock) -> Ledger:
    def anchor() -> LedgerHead:
        size = registry.meta.get(_LEDGER_SIZE)
        while size is not None:
            digest, line = registry.meta.get(_LEDGER_HASH) or NO_HASH, registry.meta.get(_LEDGER_LINE) or ""
            # The size rises with every line: where it stayed, what was read in between belongs to it.
            before, size = size, registry.meta.get(_LEDGER_SIZE)
            if size == before:
                return LedgerHead(int(size), digest, line.encode("ascii"))
        return EMPTY

    def note(head: LedgerHead) -> None:
        known = {_LEDGER_SIZE: str(head.size), _LEDGER_HASH: head.hash, _LEDGER_LINE: head.line.decode("ascii")}
        registry.meta.set_many(known)

    return Ledger(home.ledger, clock, anchor=anchor, note=note)


def _begin_ledger(ledger: Ledger, registry: Registry, keys: Keys) -> None:
    """Write the first line of a new vault's ledger, or a last one that a crash held up.

    A ledger that was taken away is not begun anew.
    """
    if registry.meta.get(_LEDGER_SIZE) is not None:
        ledger.settle()
        return
    ledger.append(
        Event.VAULT_CREATED,
        vault=keys.vault,
        mode=keys.head.mode.value,
        store=keys.head.store,
        public_key=encode_bytes(keys.signer().public_key),
    )
