"""Values, names and whole statements as SQL text that SQLite reads back exactly."""

import math
import re

from app.databases.comparing.row_reading import RawText, Value

_TOKEN = re.compile(
    r"""(?P<skipped> \s+ | --[^\n]* | /\*.*?\*/ )
      | (?P<quoted> '(?:[^']|'')*' | "(?:[^"]|"")*" | `(?:[^`]|``)*` | \[[^\]]*\] )
      | (?P<word> \w+ ) | (?P<end> ; ) | (?P<open> /\* ) | (?P<other> . )""",
    re.DOTALL | re.VERBOSE,
)


def literal(value: Value, encoding: str) -> str:
    """A value as SQLite's SQL. `encoding` is that of the database: text that cannot stand in quotes is cast from it.

    Reals have the 17 digits that tell them all apart; SQLite from 3.47 on reads each back exactly.
    """
    match value:
        case None:
            return "NULL"
        case bytes():
            return f"x'{value.hex()}'"
        case RawText():
            return f"CAST(x'{value.data.hex()}' AS TEXT)"
        case str():
            cast = f"CAST(x'{value.encode(encoding).hex()}' AS TEXT)" if "\0" in value else ""
            return cast or "'" + value.replace("'", "''") + "'"
        case float() if math.isinf(value):
            return "9e999" if value > 0 else "-9e999"
        case _:
            return repr(value)


def remark(text: str) -> str:
    """A comment of one line, whatever a name in `text` tries to be."""
    return "-- " + "".join(letter if letter.isprintable() else " " for letter in text) + "\n"


def one_statement(text: str, kind: str) -> str | None:
    """The text of an object as one statement with its end; None where it would be several, or run on.

    SQLite believes the text in its schema up to the first statement's end. Whoever writes there by hand can put
    anything behind it, and it must not come to life in a script.
    """
    tokens = list(_TOKEN.finditer(text))
    telling = [found for found in tokens if found.lastgroup != "skipped"]
    if any(found.lastgroup == "open" for found in telling) or not telling or telling[0].group().upper() != "CREATE":
        return None
    ends = [place for place, found in enumerate(telling) if found.lastgroup == "end"]
    if kind == "trigger":
        closing = [place for place in ends if place + 1 < len(telling) and telling[place + 1].group().upper() == "END"]
        if closing != [len(telling) - 2]:
            return None
    elif ends:
        return None
    return text + ("\n;\n" if tokens[-1].group().startswith("--") else ";\n")
