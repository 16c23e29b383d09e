"""The words that mean something to SQLite, from itself."""

from typing import Final

import apsw

KEYWORDS: Final = frozenset(apsw.keywords)
"""In capitals. Some of them can be names where they stand."""

FUNCTIONS: Final = frozenset({
    *("abs", "avg", "char", "coalesce", "count", "date", "datetime", "format", "glob", "group_concat", "hex", "ifnull"),
    *("iif", "instr", "json_extract", "json_each", "julianday", "last_insert_rowid", "length", "likely", "lower"),
    *("ltrim", "max", "min", "nullif", "printf", "quote", "random", "replace", "round", "row_number", "rtrim", "sign"),
    *("strftime", "substr", "sum", "time", "total", "trim", "typeof", "unicode", "unixepoch", "upper"),
})  # fmt: skip
"""Functions that are offered when somebody types."""
