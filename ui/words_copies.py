"""The words for what goes wrong in a copy, and with where it is taken from."""

from typing import Final

from app import errors
from app.errors import BaileeError
from ui.wording import Words

COPY_WORDS: Final[dict[type[BaileeError], Words]] = {
    errors.CopyDamaged: Words(
        "The copy is damaged or was edited.",
        "Nothing is given out from it. The customer's original is not touched; other copies are not affected.",
        "Close and wipe it, reopen the ticket and check out again.",
    ),
    errors.CopyRolledBack: Words(
        "An older state of the copy was put back.",
        "Nothing is given out from it. The customer's original is not touched.",
        "Find out who changed files in the home folder, then close and wipe the copy.",
    ),
    errors.FileDamaged: Words(
        "{path} is damaged in the copy.",
        "No wrong content was given out. Other files are not affected; the customer's original is not touched.",
        "Use Check copy to see all that is damaged. If you need the file, check out again.",
    ),
    errors.PathMissing: Words(
        "{path} is not in the copy any more.",
        "Nothing was changed.",
        "Refresh the list with F5 and choose again.",
    ),
    errors.PathExists: Words(
        "{path} is in the copy already.",
        "Nothing was changed; it was not overwritten.",
        "Choose another name.",
    ),
    errors.NotAFolder: Words(
        "{path} is not a folder.",
        "Nothing was changed.",
        "Choose a folder.",
    ),
    errors.NotAFile: Words(
        "{path} is not a file.",
        "Nothing was changed.",
        "Choose a file.",
    ),
    errors.FolderNotEmpty: Words(
        "The folder {path} is not empty.",
        "Nothing was changed.",
        "Remove what is in it first.",
    ),
    errors.NameRefused: Words(
        "This name cannot stand in a copy.",
        "Nothing was changed.",
        "Choose another name.",
    ),
    errors.CopyReadOnly: Words(
        "The copy is open for reading only.",
        "Nothing was changed.",
        "Open the copy for editing, then try again.",
    ),
    errors.CopyBusy: Words(
        "Another Bailee works on this copy.",
        "Nothing was changed.",
        "Let it end, or close it there, then try again.",
    ),
    errors.ChunksUsedUp: Words(
        "This copy has been rewritten as often as is safe under one key.",
        "What is in it can still be read. Nothing was changed.",
        "Export your changes, close and wipe the copy, and check out again.",
    ),
    errors.HandleClosed: Words(
        "This was closed in the meantime.",
        "Nothing was changed.",
        "Open it again.",
    ),
}

SOURCE_WORDS: Final[dict[type[BaileeError], Words]] = {
    errors.SourceMissing: Words(
        "{source} does not exist, or cannot be reached now.",
        "Nothing was taken.",
        "Look whether the drive or the network share is connected, or choose another source.",
    ),
    errors.SourceRefused: Words(
        "{source} cannot be checked out: {reason}.",
        "Nothing was taken.",
        "Choose a folder, a file or a database.",
    ),
    errors.SourceInsideHome: Words(
        "{source} lies inside Bailee's own folder.",
        "Nothing was taken.",
        "Choose a source outside of it.",
    ),
    errors.HomeInsideSource: Words(
        "Bailee's own folder lies inside {source}.",
        "Nothing was taken.",
        "Choose a source that does not hold it.",
    ),
    errors.SourceUnreadable: Words(
        "{source} cannot be read.",
        "Nothing was taken. The customer's original is not touched.",
        "Look at the permissions of the source, then try again.",
    ),
}
