"""What the codes on a certificate mean, in sentences for whoever receives it."""

from app.crypto.canonical import Json
from app.custody.evidence import Shortfall, Verdict
from app.custody.rendering.content import NOT_STATED, Part
from app.disk.machine import Risk
from app.model import EscapeState, KeyMode

_VERDICTS = {
    Verdict.PASS: "The keys of the copy were deleted, and every check afterwards agrees.",
    Verdict.EXCEPTIONS: "The copy was wiped. The exceptions say what was not shown or is not covered.",
    Verdict.FAIL: "A check found a key or files still there. This copy does not count as destroyed.",
}
_SHORTFALLS = {
    Shortfall.PASSPHRASE_ONLY: (
        "The vault is opened by a passphrase alone. Whoever knows it and has an old key table can still open the keys"
        " in that table."
    ),
    Shortfall.ESCAPES: "Data that left the sealed copy was not reclaimed. The erase of the keys does not reach it.",
    Shortfall.OLD_EPOCH_NOT_TRIED: (
        "The wipe was interrupted and finished later, so opening the old key table could no longer be tried."
    ),
    Shortfall.EVIDENCE_MISSING: "The ledger does not show that the key was deleted in every epoch that held the copy.",
    Shortfall.KEY_PRESENT: "The key of the copy is still in the current key table.",
    Shortfall.OLD_TABLE_OPENS: "The key table from before the wipe still opens.",
    Shortfall.FILES_REMAIN: "Files of the copy are still on the disk.",
    Shortfall.LEDGER_DAMAGED: "The ledger is damaged. The evidence shown is what could be read before the damage.",
}
_RISKS = {
    Risk.KEYRING_FILE: (
        "The keyring keeps its entries in a file. A copy of that file from before the wipe, together with the login"
        " password, could still give the deleted key."
    ),
    Risk.PASSPHRASE_ONLY: (
        "No part of the key was kept in a keyring. An old key table together with the passphrase still gives the key."
    ),
    Risk.SWAP: "The workstation uses swap: memory that held keys or content may have been written there.",
    Risk.SWAP_UNKNOWN: "It is not known whether the workstation writes memory to a swap or hibernation file.",
    Risk.COPY_ON_WRITE: (
        "The file system does not overwrite in place. Old blocks, encrypted, may stay until they are used again."
    ),
    Risk.FLASH: "The medium may keep old blocks, encrypted, where no software can reach them.",
    Risk.SNAPSHOTS: (
        "It is not known which snapshots and backups of the workstation exist. Those of the keyring matter most."
    ),
}
_MODES = {
    KeyMode.KEYRING: "a random key in the keyring of the workstation",
    KeyMode.KEYRING_AND_PASSPHRASE: "a random key in the keyring of the workstation, together with a passphrase",
    KeyMode.PASSPHRASE: "a passphrase alone",
}
_ESCAPES = {EscapeState.OUTSTANDING: "outstanding", EscapeState.RECLAIMED: "reclaimed"}
_WORDS = {
    "cryptographic-erase-of-the-keys-of-the-copy": "Cryptographic erase of the copy's keys",
    "key-table-read": "reading the key table",
    "folder-scan": "looking for files",
    "keyring-read-back": "reading back the keyring",
    "trial-opening-of-the-old-key-table": "trying to open the old key table",
    "key-table": "Key tables",
    "segments": "Content",
    "catalogue": "Catalogue",
}


def verdict_sentence(code: str) -> str:
    """What a verdict means."""
    return {known.value: words for known, words in _VERDICTS.items()}.get(code, _unknown(code))


def shortfall_sentence(code: str) -> str:
    """What an exception means."""
    return {known.value: words for known, words in _SHORTFALLS.items()}.get(code, _unknown(code))


def risk_sentence(code: str) -> str:
    """What a residual risk means."""
    return {known.value: words for known, words in _RISKS.items()}.get(code, _unknown(code))


def mode_words(code: str) -> str:
    """What opened the vault."""
    return {known.value: words for known, words in _MODES.items()}.get(code, code)


def escape_words(code: str) -> str:
    """What became of data that left the copy."""
    return {known.value: words for known, words in _ESCAPES.items()}.get(code, code)


def word(code: str) -> str:
    """The words for a method, a technique or a class of file."""
    return _WORDS.get(code, code)


def _unknown(code: str) -> str:
    return f"{code} (a code that this version of Bailee does not know)."


def checks(verified: Part) -> list[str]:
    """What was tried after the wipe, and what came of it."""
    remaining = verified.whole("files_remaining")
    return [
        _choice(
            verified.part("key_in_table").value,
            "The current key table still holds the key of the copy.",
            "The current key table does not hold the key of the copy.",
            "Whether the current key table holds the key of the copy is not stated.",
        ),
        _choice(
            verified.part("old_table_opens").value,
            "The key table from before the wipe still opens.",
            "The key table from before the wipe does not open any more.",
            "Opening the key table from before the wipe was not tried.",
        ),
        "No file of the copy remains." if remaining == 0 else f"Files that remain: {verified.text('files_remaining')}.",
    ]


def read_back(deletion: Part) -> str:
    """What reading an entry back said after it was deleted."""
    if not deletion.part("store").value:
        return "nothing to read"
    return _choice(deletion.part("is_absent").value, "absent", "still there", NOT_STATED)


def about_file_system(clearing: Part) -> str:
    """On what the files lay, and what that means for overwriting them."""
    name = f"The files lay on {clearing.text('file_system')}"
    return _choice(
        clearing.part("overwrites_in_place").value,
        f"{name}, which overwrites in place.",
        f"{name}, which is not known to overwrite in place: old blocks, encrypted, may remain.",
        f"{name}. Whether it overwrites in place is not stated.",
    )


def _choice(value: Json, if_true: str, if_false: str, otherwise: str) -> str:
    return if_true if value is True else if_false if value is False else otherwise
