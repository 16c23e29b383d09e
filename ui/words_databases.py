"""The words for what goes wrong with databases."""

from typing import Final

from app import errors
from app.errors import BaileeError
from ui.wording import Words

DATABASE_WORDS: Final[dict[type[BaileeError], Words]] = {
    errors.DriverMissing: Words(
        "The driver for {engine} is not installed.",
        "Nothing was taken.",
        "Have the package bailee[{extra}] installed, then start Bailee again.",
    ),
    errors.UrlRefused: Words(
        "The address of the database cannot be used: {reason}.",
        "Nothing was taken, and no connection was made.",
        "Write it as KIND://USER@HOST:PORT/DATABASE, without the password: you are asked for it.",
    ),
    errors.LoginFailed: Words(
        "{source} does not accept the user name or the password.",
        "Nothing was taken.",
        "Correct them and try again.",
    ),
    errors.ServerUnreachable: Words(
        "No database server answers at {source}.",
        "Nothing was taken.",
        "Look at host, port and network, and whether the server runs.",
    ),
    errors.ServerGone: Words(
        "The connection to {source} broke.",
        "What was read so far is dropped. The customer's database was only read.",
        "Try again when the server answers.",
    ),
    errors.PlainConnectionRefused: Words(
        "The connection to {source} would go over the network without encryption.",
        "Nothing was taken. The password was not sent in clear.",
        "Ask for encryption on the server, or allow the plain connection for this checkout; the ledger records that.",
    ),
    errors.SnapshotImpossible: Words(
        "{source} cannot show one moment's state: {reason}.",
        "Nothing was taken: tables read one after the other would not fit together.",
        "The administrator of the server can change this.",
    ),
    errors.TableUnknown: Words(
        "There is no table {table}, or the name fits several.",
        "Nothing was changed.",
        "Choose the table from the list.",
    ),
    errors.TableRefused: Words(
        "The table {table} cannot be read: {reason}.",
        "The others are not affected.",
        "Ask for the right to read it, or leave it out.",
    ),
    errors.FilterRefused: Words(
        "The condition for {table} cannot be used: {reason}.",
        "Nothing was taken.",
        "Write one condition, as after WHERE, in the SQL of that server.",
    ),
    errors.TableDiffers: Words(
        "In the table {table}, what was written is not what was read.",
        "The copy was not kept.",
        "Try again. If it happens twice, copy the details and report them: this must never be.",
    ),
    errors.NotADatabase: Words(
        "{path} is no database that can be opened, or it is damaged.",
        "Nothing was changed by looking at it.",
        "Use Check copy to see whether the copy is sound. The damage may come from the customer's side.",
    ),
    errors.StatementRefused: Words(
        "This statement is not allowed here: {reason}.",
        "Nothing was changed.",
        "Statements that change data need the switch Read only to be off. Nothing may reach out of the database.",
    ),
    errors.StatementFailed: Words(
        "The database does not accept the statement: {message}.",
        "Nothing was changed by it. What it was part of was taken back.",
        "Correct the statement and run it again.",
    ),
    errors.DatabaseBusy: Words(
        "Another connection is writing to {path}.",
        "Nothing was changed.",
        "Let it end, then try again.",
    ),
    errors.NoRunToUndo: Words(
        "There is no run to undo in {path}.",
        "Nothing was changed.",
        "Changes shows what differs from the checkout.",
    ),
    errors.RevertRefused: Words(
        "The rows of {table} cannot go back to the checkout: {reason}.",
        "Nothing was changed.",
        "Take back what is named first, or revert the whole database.",
    ),
    errors.DumpRefused: Words(
        "Line {number} of the dump does not run: {message}.",
        "Nothing was imported, and the file is as it was.",
        "Bailee imports SQL that SQLite runs, SQLite and SQLCipher files. Other databases are checked out themselves.",
    ),
    errors.PolicyInvalid: Words(
        "The masking policy cannot be used: {reason}.",
        "Nothing was taken: what should be masked would have come in clear.",
        "Correct the policy and try again.",
    ),
}
