"""The words for what goes wrong with the vault and its keys."""

from typing import Final

from app import errors
from app.errors import BaileeError
from ui.wording import Words

VAULT_WORDS: Final[dict[type[BaileeError], Words]] = {
    errors.VaultMissing: Words(
        "There is no vault in {home}.",
        "Nothing was changed.",
        "Create a vault there, or choose the folder that holds yours.",
    ),
    errors.VaultExists: Words(
        "There is a vault in {home} already.",
        "It was not changed.",
        "Unlock it, or choose another folder for the new one.",
    ),
    errors.HeadDamaged: Words(
        "The vault's file HEAD is damaged or was edited.",
        "No copy is opened with it. The customers' originals are not touched.",
        "Put HEAD back from a backup of this very day, or create a new vault and check out again.",
    ),
    errors.KeyTableDamaged: Words(
        "The vault's key table is damaged, missing, or an older one was put back.",
        "No copy is opened with it. The customers' originals are not touched.",
        "Find out who changed files in the home folder. Without the table, create a new vault and check out again.",
    ),
    errors.VaultRolledBack: Words(
        "The key files are older than the register knows them to be.",
        "Somebody put an older state back, perhaps from a backup. No copy is opened with it.",
        "Put the whole home folder of one moment back, or create a new vault and check out again.",
    ),
    errors.EpochKeyGone: Words(
        "The keyring no longer holds the key of this vault.",
        "What it sealed cannot be read by anyone. The customers' originals are not touched.",
        "Sign in as the person who made the vault, on its computer; otherwise create a new vault and check out again.",
    ),
    errors.PassphraseNeeded: Words(
        "This vault opens with a passphrase.",
        "Nothing was changed.",
        "Type the passphrase and unlock.",
    ),
    errors.PassphraseWrong: Words(
        "That passphrase does not open this vault.",
        "Nothing was changed. Every wrong one makes the pause before the next longer.",
        "Look at Caps Lock and the keyboard layout, then type it again.",
    ),
    errors.KeyStoreMissing: Words(
        "This computer offers no keyring that Bailee trusts.",
        "Nothing was changed.",
        "Start the keyring of your desktop and try again. A new vault can use a passphrase instead.",
    ),
    errors.KeyStoreLocked: Words(
        "The keyring is locked.",
        "No key was lost. A wipe that was begun goes on once the keyring is unlocked.",
        "Unlock the keyring of your desktop, then try again.",
    ),
    errors.KeyStoreFailed: Words(
        "The keyring refused, or did not keep what it was given.",
        "Nothing that relied on it was done.",
        "Look at the keyring's own program, then try again. What was begun ends with the next unlock.",
    ),
    errors.KeyStoreTimeout: Words(
        "The keyring does not answer.",
        "Nothing that relied on it was done.",
        "A question of the keyring may be waiting behind this window. Answer it, then try again.",
    ),
    errors.KeyStoreDiffers: Words(
        "This vault belongs to another kind of keyring.",
        "Nothing was changed.",
        "Use the desktop and the keyring that the vault was made with.",
    ),
    errors.KeyNotDestroyed: Words(
        "The keyring still gives out a key that was deleted from it.",
        "The copy can no longer be opened with Bailee, but its wipe is not certified.",
        "Remove the entry in the keyring's own program. The wipe ends with the next unlock.",
    ),
    errors.VaultLocked: Words(
        "The vault is locked.",
        "Nothing was changed.",
        "Unlock it and try again.",
    ),
    errors.FormatNewer: Words(
        "A file was written by a newer Bailee.",
        "Nothing was changed.",
        "Install the newer version on this computer.",
    ),
    errors.SealBroken: Words(
        "Sealed data do not open: they are damaged, or were exchanged.",
        "Nothing is given out that is not as it was sealed.",
        "Use Check copy on the copy to see what is affected.",
    ),
    errors.SecretClosed: Words(
        "A key was used after it had been dropped.",
        "Nothing was given out and nothing was changed.",
        "Unlock the vault and try again.",
    ),
}
