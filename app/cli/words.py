"""What went wrong, what it means for the data, and what to do next: the words for every expected failure."""

from app import errors
from app.cli.database_words import DATABASE_WORDS
from app.cli.wording import Words
from app.errors import BaileeError

_WORDS: dict[type[BaileeError], Words] = {
    errors.Cancelled: Words(
        "It was stopped.",
        "Nothing half-done is kept; a wipe that was begun goes on with the next command.",
        "",
    ),
    errors.SettingsDamaged: Words(
        "The settings file cannot be read.",
        "Copies and keys are not affected.",
        "Correct or remove settings.json in the home folder; the defaults then hold.",
    ),
    errors.SettingUnknown: Words(
        "This setting does not exist, or the value is out of bounds.",
        "Nothing was changed.",
        "See `bailee settings show`.",
    ),
    errors.CustomerUnknown: Words(
        "There is no customer of this number.",
        "Nothing was changed.",
        "See `bailee customer list`, or enter the customer with `bailee customer add`.",
    ),
    errors.CustomerExists: Words(
        "This customer number is taken.",
        "Nothing was changed.",
        "Choose another number, or see `bailee customer show`.",
    ),
    errors.TicketUnknown: Words(
        "There is no ticket of this number.",
        "Nothing was changed.",
        "See `bailee ticket list`, or enter the ticket with `bailee ticket add`.",
    ),
    errors.TicketExists: Words(
        "This ticket number is taken.",
        "Nothing was changed.",
        "Choose another number, or see `bailee ticket show`.",
    ),
    errors.InputRefused: Words(
        "A value cannot be used.",
        "Nothing was changed.",
        "Correct the value and try again.",
    ),
    errors.RegistryDamaged: Words(
        "The register is damaged or was exchanged.",
        "Copies and the ledger are not affected, and no copy is opened on its word.",
        "Put back registry.db from a backup of the home folder, together with everything else in it.",
    ),
    errors.RegistryNewer: Words(
        "The register was written by a newer Bailee.",
        "Nothing was changed.",
        "Install the newer version on this machine.",
    ),
    errors.RegistryBusy: Words(
        "Another program keeps the register locked.",
        "Nothing was changed.",
        "Try again in a moment.",
    ),
    errors.VaultMissing: Words(
        "There is no vault in this home folder.",
        "Nothing was changed.",
        "Make one with `bailee init`, or set BAILEE_HOME.",
    ),
    errors.VaultExists: Words(
        "There is a vault in this home folder already.",
        "Nothing was changed.",
        "Use it, or choose another folder with BAILEE_HOME.",
    ),
    errors.HeadDamaged: Words(
        "The file HEAD is damaged or was edited.",
        "No copy is opened with it. The customers' originals are not touched.",
        "Put HEAD back from a backup of this very day; otherwise make a new vault and check out again.",
    ),
    errors.KeyTableDamaged: Words(
        "The key table is damaged, missing, or an older one was put back.",
        "No copy is opened with it. The customers' originals are not touched.",
        "Find out who changed files in the home folder. Without the table, make a new vault and check out again.",
    ),
    errors.VaultRolledBack: Words(
        "The key files are older than the register knows them to be.",
        "Somebody put back an older state, perhaps from a backup. No copy is opened with it.",
        "Put back the whole home folder of one moment, or make a new vault and check out again.",
    ),
    errors.EpochKeyGone: Words(
        "The keyring no longer holds the key of this vault.",
        "What it sealed cannot be read by anyone. The customers' originals are not touched.",
        "Log in as the user who made the vault, on its machine; otherwise make a new vault and check out again.",
    ),
    errors.PassphraseNeeded: Words(
        "A passphrase is needed.",
        "Nothing was changed.",
        "Type it at the prompt, or use --passphrase-fd.",
    ),
    errors.PassphraseWrong: Words(
        "The passphrase is wrong.",
        "Nothing was changed.",
        "Try again; the pause grows with every wrong one.",
    ),
    errors.KeyStoreMissing: Words(
        "This machine offers no keyring that Bailee trusts.",
        "Nothing was changed.",
        "Start the keyring of your desktop, or choose the weaker `bailee init --keystore passphrase`.",
    ),
    errors.KeyStoreLocked: Words(
        "The keyring is locked.",
        "No key was lost. A wipe that was begun goes on when the keyring is unlocked.",
        "Unlock the keyring of your desktop and try again.",
    ),
    errors.KeyStoreFailed: Words(
        "The keyring refused, or did not keep what it was given.",
        "Nothing that relied on it was done.",
        "Look at the keyring's own program, then try again; `bailee recover` ends what was begun.",
    ),
    errors.KeyStoreTimeout: Words(
        "The keyring does not answer.",
        "Nothing that relied on it was done.",
        "A prompt of the keyring may be waiting on the screen: answer it, then try again.",
    ),
    errors.KeyStoreDiffers: Words(
        "This vault belongs to another kind of keyring.",
        "Nothing was changed.",
        "Use the desktop and the keyring that the vault was made with.",
    ),
    errors.KeyNotDestroyed: Words(
        "The keyring still gives out a key that was deleted from it.",
        "The copy is out of the key table, but its wipe is not certified.",
        "Remove the entry with the keyring's own program, then run `bailee recover`.",
    ),
    errors.VaultLocked: Words(
        "The vault is locked.",
        "Nothing was changed.",
        "Unlock it and try again.",
    ),
    errors.FormatNewer: Words(
        "A file was written by a newer Bailee.",
        "Nothing was changed.",
        "Install the newer version on this machine.",
    ),
    errors.SealBroken: Words(
        "Sealed bytes do not open.",
        "Nothing was given out that is not as it was sealed.",
        "Run `bailee check` on the copy.",
    ),
    errors.SecretClosed: Words(
        "A key was used after it had been dropped.",
        "Nothing was given out.",
        "Unlock the vault and try again.",
    ),
    errors.CopyDamaged: Words(
        "The copy is damaged or was edited.",
        "Nothing is given out from it. The customer's original is not touched; other copies are not affected.",
        "Close the ticket to wipe the copy; `bailee ticket reopen`, then check out again.",
    ),
    errors.CopyRolledBack: Words(
        "An older state of the copy was put back.",
        "Nothing is given out from it. The customer's original is not touched.",
        "Find out who changed files in the home folder. Close the ticket to wipe the copy.",
    ),
    errors.FileDamaged: Words(
        "A file in the copy is damaged.",
        "No wrong content was given out. Other files are not affected; the customer's original is not touched.",
        "Run `bailee check` for all that is damaged. Close, reopen and check out again if it is needed.",
    ),
    errors.PathMissing: Words(
        "There is no such file or folder in the copy.",
        "Nothing was changed.",
        "See `bailee ls`.",
    ),
    errors.PathExists: Words(
        "The name is taken in the copy.",
        "Nothing was changed.",
        "Choose another name.",
    ),
    errors.NotAFolder: Words(
        "This is not a folder.",
        "Nothing was changed.",
        "See `bailee ls`.",
    ),
    errors.NotAFile: Words(
        "This is not a file.",
        "Nothing was changed.",
        "See `bailee ls`.",
    ),
    errors.FolderNotEmpty: Words(
        "The folder is not empty.",
        "Nothing was changed.",
        "Remove what is in it first.",
    ),
    errors.NameRefused: Words(
        "This name cannot stand in a copy.",
        "Nothing was changed.",
        "Choose another name.",
    ),
    errors.CopyReadOnly: Words(
        "The copy was opened for reading only.",
        "Nothing was changed.",
        "Open it for writing.",
    ),
    errors.CopyBusy: Words(
        "Another Bailee works on this copy.",
        "Nothing was changed.",
        "Let it end, then try again.",
    ),
    errors.ChunksUsedUp: Words(
        "This copy has been rewritten as often as is safe under one key.",
        "What is in it stays readable. Nothing was changed.",
        "Check out again.",
    ),
    errors.HandleClosed: Words(
        "The file was closed.",
        "Nothing was changed.",
        "Open it again.",
    ),
    errors.SourceMissing: Words(
        "The source does not exist.",
        "Nothing was changed.",
        "Look at the path after --from.",
    ),
    errors.SourceRefused: Words(
        "This cannot be checked out.",
        "Nothing was changed.",
        "Give a folder or a file.",
    ),
    errors.SourceInsideHome: Words(
        "The source lies inside Bailee's own home folder.",
        "Nothing was changed.",
        "Give a source outside of it.",
    ),
    errors.HomeInsideSource: Words(
        "Bailee's home folder lies inside the source.",
        "Nothing was changed.",
        "Give a source that does not hold it, or move the home folder.",
    ),
    errors.SourceUnreadable: Words(
        "The source cannot be read.",
        "Nothing was changed. The customer's original is not touched.",
        "Look at the permissions of the source.",
    ),
    errors.TransitionRefused: Words(
        "The copy is not in a state that allows this.",
        "Nothing was changed.",
        "See `bailee ticket show`.",
    ),
    errors.AlreadyCheckedOut: Words(
        "This source is checked out for this ticket already.",
        "Nothing was changed.",
        "Work on the copy that is held, or close the ticket to wipe it first.",
    ),
    errors.NoCopyHeld: Words(
        "The ticket holds no copy that can be worked on.",
        "Nothing was changed.",
        "See `bailee ticket show`.",
    ),
    errors.CopyAmbiguous: Words(
        "The ticket has several copies.",
        "Nothing was changed.",
        "Say which with --copy and the beginning of its id.",
    ),
    errors.UndoTooLate: Words(
        "The undo window has ended.",
        "The copy is wiped or about to be. The customer's original is not touched.",
        "If it is still needed: `bailee ticket reopen`, then check out again.",
    ),
    errors.TicketClosed: Words(
        "The ticket is closed.",
        "Nothing was changed.",
        "`bailee undo` within the undo window, or `bailee ticket reopen`.",
    ),
    errors.LedgerDamaged: Words(
        "The ledger was edited or cut.",
        "Copies and keys are not affected. What the ledger says is in doubt from that entry on.",
        "Keep the file as it is, and find out who changed files in the home folder.",
    ),
    errors.CertificateInvalid: Words(
        "This is not a genuine certificate.",
        "Nothing was changed.",
        "Ask for it again from whoever issued it.",
    ),
    errors.CertificateMissing: Words(
        "There is no certificate for this ticket.",
        "Nothing was changed.",
        "A certificate is made when the wipe has been verified; see `bailee ticket show`.",
    ),
    errors.CertificateMismatch: Words(
        "The certificate does not fit what it was held against.",
        "Nothing was changed.",
        "Look at the ticket, the key and the ledger it was held against.",
    ),
    errors.NothingToUndo: Words(
        "No wipe of this ticket is waiting.",
        "Nothing was changed.",
        "See `bailee ticket show`.",
    ),
    errors.WipeIncomplete: Words(
        "The key is destroyed; some files could not be removed yet.",
        "What is left cannot be read by anyone. There is no certificate yet.",
        "Close programs that use files in the home folder, then run `bailee recover`.",
    ),
    errors.TooManyEntries: Words(
        "These are more entries than a PDF can hold.",
        "Nothing was written.",
        "Narrow them down with --search, --since and --until, or write a .csv file, which has no limit.",
    ),
    errors.DiskFull: Words(
        "The disk is full.",
        "Nothing half-done is kept. Copies that were held are not affected.",
        "Make room and try again.",
    ),
    errors.ReadOnlyFolder: Words(
        "The file system can only be read.",
        "Nothing was changed.",
        "Mount it for writing, or choose another home folder.",
    ),
    errors.AccessDenied: Words(
        "The system does not permit it.",
        "Nothing was changed.",
        "Look at who owns the file or folder.",
    ),
    errors.DiskFailed: Words(
        "The disk or the system reported an error.",
        "Nothing half-done is kept.",
        "Look at the disk, then try again; `bailee recover` ends what was begun.",
    ),
    errors.FileExists: Words(
        "There is a file of this name already.",
        "It was not overwritten.",
        "Choose another name.",
    ),
    errors.FileMissing: Words(
        "There is no such file.",
        "Nothing was changed.",
        "Look at the path.",
    ),
    errors.VaultBusy: Words(
        "Another Bailee is at work in this home folder.",
        "Nothing was changed.",
        "Let it end, then try again.",
    ),
    **DATABASE_WORDS,
}


def words_for(error: BaileeError) -> Words:
    """The words for a failure, or for the one it is a kind of."""
    return next(_WORDS[kind] for kind in type(error).__mro__ if kind in _WORDS)


def worded() -> frozenset[type[BaileeError]]:
    """The failures there are words for."""
    return frozenset(_WORDS)
