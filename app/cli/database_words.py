"""The words for what goes wrong with databases."""

from typing import Final

from app import errors
from app.cli.wording import Words
from app.errors import BaileeError

DATABASE_WORDS: Final[dict[type[BaileeError], Words]] = {
    errors.DriverMissing: Words(
        "The driver for this kind of database is not installed.",
        "Nothing was taken.",
        "Install it with pip, under the name given above.",
    ),
    errors.UrlRefused: Words(
        "The URL of the database cannot be used.",
        "Nothing was taken, and no connection was made.",
        "Write it as KIND://USER@HOST:PORT/DATABASE, without the password: it is asked for.",
    ),
    errors.LoginFailed: Words(
        "The server, or the encrypted file, does not accept the user name or the password.",
        "Nothing was taken.",
        "Try again; with --remember-password it is asked for anew.",
    ),
    errors.ServerUnreachable: Words(
        "No database server answers there.",
        "Nothing was taken.",
        "Look at host, port and network, and whether the server runs.",
    ),
    errors.ServerGone: Words(
        "The connection to the server broke.",
        "What was read so far is dropped; the customer's database was only read.",
        "Try again when the server answers.",
    ),
    errors.PlainConnectionRefused: Words(
        "The connection would go over the network without encryption.",
        "Nothing was taken; the password was not sent in clear.",
        "Ask for TLS on the server, or say --allow-plain; that is entered in the ledger.",
    ),
    errors.SnapshotImpossible: Words(
        "The server cannot show one moment's state of this database.",
        "Nothing was taken: tables read one after the other would not fit together.",
        "See the reason above; the administrator of the server can change it.",
    ),
    errors.TableUnknown: Words(
        "There is no such table, or the name fits several.",
        "Nothing was changed.",
        "Name it with its schema, as `bailee tables` or the server lists it.",
    ),
    errors.TableRefused: Words(
        "One table cannot be read.",
        "The others are not affected.",
        "Ask for the right to read it, or leave it out with --tables.",
    ),
    errors.FilterRefused: Words(
        "The condition for the rows of a table cannot be used.",
        "Nothing was taken.",
        "Write one condition, as after WHERE, in the SQL of that server.",
    ),
    errors.TableDiffers: Words(
        "What was written is not what was read.",
        "The copy was not kept.",
        "Try again; if it happens twice, report it: this should never be.",
    ),
    errors.NotADatabase: Words(
        "This is no database that can be opened, or it is damaged.",
        "Nothing was changed by looking at it.",
        "`bailee check` tells whether the copy is sound; the damage may come from the customer's side.",
    ),
    errors.StatementRefused: Words(
        "The statement would do what is not allowed here.",
        "Nothing was changed.",
        "Changes need --write; what reaches out of the database is never allowed.",
    ),
    errors.StatementFailed: Words(
        "The database does not accept the statement.",
        "Nothing was changed by it; what it was part of was taken back.",
        "Correct the statement; the message above is the database's own.",
    ),
    errors.DatabaseBusy: Words(
        "Another connection is writing to this database.",
        "Nothing was changed.",
        "Let it end, then try again.",
    ),
    errors.NoRunToUndo: Words(
        "There is no run of changes to undo.",
        "Nothing was changed.",
        "`bailee changes` shows what differs from the checkout.",
    ),
    errors.RevertRefused: Words(
        "The rows of the table cannot be put back.",
        "Nothing was changed.",
        "Put back first what is named above, or `bailee revert` the whole database.",
    ),
    errors.DumpRefused: Words(
        "The dump does not run as it is.",
        "Nothing was imported, and the file is as it was.",
        "What sqlite3's .dump writes can be imported, and SQLite and SQLCipher files; other databases are checked out.",
    ),
    errors.PolicyInvalid: Words(
        "The masking policy cannot be used as it is written.",
        "Nothing was taken: what should be masked would have come in clear.",
        "Correct the policy file at the place named above.",
    ),
}
