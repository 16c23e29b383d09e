"""The words for what goes wrong in the life of a copy, with the ledger, with certificates, and on the disk."""

from typing import Final

from app import errors
from app.errors import BaileeError
from ui.wording import Words

CUSTODY_WORDS: Final[dict[type[BaileeError], Words]] = {
    errors.TransitionRefused: Words(
        "The copy is in another state now, which does not allow this.",
        "Nothing was changed.",
        "Look at the ticket: it shows the state as it is.",
    ),
    errors.AlreadyCheckedOut: Words(
        "{ticket} holds a copy of {source} already.",
        "Nothing was changed.",
        "Open the copy that is held, or close and wipe it first.",
    ),
    errors.NoCopyHeld: Words(
        "{ticket} holds no copy that can be worked on.",
        "Nothing was changed.",
        "Check out from the ticket first.",
    ),
    errors.CopyAmbiguous: Words(
        "{ticket} has several copies.",
        "Nothing was changed.",
        "Choose one of them in the ticket.",
    ),
    errors.UndoTooLate: Words(
        "The time to undo has ended for {ticket}.",
        "The copy is wiped, or about to be. The customer's original is not touched.",
        "If you still need it, reopen the ticket and check out again.",
    ),
    errors.TicketClosed: Words(
        "{ticket} is closed.",
        "Nothing was changed.",
        "Reopen the ticket first.",
    ),
    errors.LedgerDamaged: Words(
        "The ledger was edited or cut, at entry {entry}.",
        "Copies and keys are not affected. What the ledger says is in doubt from that entry on.",
        "Keep the file as it is, and find out who changed files in the home folder.",
    ),
    errors.CertificateInvalid: Words(
        "This is not a genuine certificate.",
        "Nothing was changed.",
        "Ask for it again from whoever issued it.",
    ),
    errors.CertificateMissing: Words(
        "There is no certificate for {ticket} yet.",
        "Nothing was changed.",
        "It is made when the wipe has been verified. Look at the ticket to see how far it is.",
    ),
    errors.CertificateMismatch: Words(
        "The certificate does not fit what it was held against.",
        "Nothing was changed.",
        "Compare ticket, key and ledger with those that the certificate names.",
    ),
    errors.NothingToUndo: Words(
        "No wipe of {ticket} is waiting.",
        "Nothing was changed.",
        "Look at the ticket: it shows the state as it is.",
    ),
    errors.WipeIncomplete: Words(
        "The key is destroyed; some files could not be removed yet.",
        "What is left cannot be read by anyone. There is no certificate yet.",
        "Close programs that use files in the home folder. The wipe goes on by itself, and at the next unlock.",
    ),
    errors.TooManyEntries: Words(
        "A PDF holds up to {most} entries, and these are more.",
        "Nothing was written.",
        "Narrow them down with the search and the filters, or export a table, which has no limit.",
    ),
}

DISK_WORDS: Final[dict[type[BaileeError], Words]] = {
    errors.DiskFull: Words(
        "The disk is full.",
        "Nothing half-done is kept. Copies that were held are not affected.",
        "Make room on the disk and try again.",
    ),
    errors.ReadOnlyFolder: Words(
        "{path} lies on a disk that can only be read.",
        "Nothing was changed.",
        "Choose another folder, or have the disk mounted for writing.",
    ),
    errors.AccessDenied: Words(
        "The system does not let you use {path}.",
        "Nothing was changed.",
        "Look at who owns the file or folder, or choose another.",
    ),
    errors.DiskFailed: Words(
        "The disk or the system reported an error.",
        "Nothing half-done is kept.",
        "Look at the disk, then try again. What was begun ends with the next unlock.",
    ),
    errors.FileExists: Words(
        "There is a file {path} already.",
        "It was not overwritten.",
        "Choose another name.",
    ),
    errors.FileMissing: Words(
        "There is no file {path}.",
        "Nothing was changed.",
        "Look whether it was moved, or choose another.",
    ),
    errors.VaultBusy: Words(
        "Another Bailee is at work in this vault.",
        "Nothing was changed.",
        "Let it end, or close it, then try again.",
    ),
}
