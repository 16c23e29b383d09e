"""The words for what goes wrong with the register, the settings, and what a person typed."""

from typing import Final

from app import errors
from app.errors import BaileeError
from ui.wording import Words

REGISTER_WORDS: Final[dict[type[BaileeError], Words]] = {
    BaileeError: Words(
        "This could not be done.",
        "Nothing half-done is kept. The customers' originals are not touched.",
        "Try again. If it happens twice, copy the details and send them to whoever looks after Bailee.",
    ),
    errors.Cancelled: Words(
        "It was stopped.",
        "Nothing half-done is kept. A wipe that was begun goes on by itself.",
        "Start it again whenever you want.",
    ),
    errors.SettingsDamaged: Words(
        "The settings cannot be read.",
        "Copies and keys are not affected. Bailee works with the settings it came with.",
        "Open Settings and choose anew: that writes the file again.",
    ),
    errors.SettingUnknown: Words(
        "This value cannot be set: {reason}.",
        "The setting stays as it was.",
        "Correct the value and try again.",
    ),
    errors.CustomerUnknown: Words(
        "There is no customer {number}.",
        "Nothing was changed.",
        "Choose a customer from the list, or enter a new one.",
    ),
    errors.CustomerExists: Words(
        "The customer number {number} is taken.",
        "Nothing was changed.",
        "Choose another number, or use the customer who has it.",
    ),
    errors.TicketUnknown: Words(
        "There is no ticket {number}.",
        "Nothing was changed.",
        "Search for it in Tickets, or enter it with New ticket.",
    ),
    errors.TicketExists: Words(
        "The ticket number {number} is taken.",
        "Nothing was changed.",
        "Choose another number, or open the ticket that has it.",
    ),
    errors.InputRefused: Words(
        "This cannot be used for {field}: {reason}.",
        "Nothing was changed. What you typed is still there.",
        "Correct it and try again.",
    ),
    errors.RegistryDamaged: Words(
        "The register is damaged, or was exchanged.",
        "Copies and the ledger are not affected, and no copy is opened on its word.",
        "Put the whole home folder back from one backup, not single files of it.",
    ),
    errors.RegistryNewer: Words(
        "The register was written by a newer Bailee.",
        "Nothing was changed.",
        "Install the newer version on this computer.",
    ),
    errors.RegistryBusy: Words(
        "Another program keeps the register locked.",
        "Nothing was changed.",
        "Try again in a moment.",
    ),
}
