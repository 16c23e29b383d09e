"""A masking policy: a readable file for each customer that says what is done with each column. TOML 1.0.

version = 1
customer = "10023"
default_table = "keep"      # or "mask": what is done with tables that are not named

[tables."customer"]
unknown = "mask"            # or "keep": what is done with columns that are not named
[tables."customer".columns]
id = "keep"
full_name = "name"
born = { kind = "date", days = 30 }
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.errors import PolicyInvalid
from app.masking.dates import LONGEST_WINDOW_DAYS, WINDOW_DAYS
from app.masking.kinds import Kind
from app.masking.masks import Rule

VERSION = 1
LONGEST_POLICY_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TablePolicy:
    """One table. `rules` go by the name of the column as written; `masks_unknown` is for all others."""

    name: str
    rules: Mapping[str, Rule] = field(default_factory=dict)
    masks_unknown: bool = True


@dataclass(frozen=True, slots=True)
class Policy:
    """A whole policy. `customer` is the customer's number, "" where it is for anybody."""

    tables: tuple[TablePolicy, ...] = ()
    customer: str = ""
    masks_other_tables: bool = False


def load_policy(content: bytes) -> Policy:
    """Read a policy file. Raises PolicyInvalid, which names the line and column or the key."""
    if len(content) > LONGEST_POLICY_BYTES:
        raise PolicyInvalid(reason=f"longer than {LONGEST_POLICY_BYTES} bytes")
    try:
        document = tomllib.loads(content.decode("utf-8-sig") + "\n#")  # so that every complaint has a line
    except UnicodeDecodeError as error:
        raise PolicyInvalid(reason=f"not UTF-8 at byte {error.start}") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyInvalid(reason=str(error)) from error
    _only(document, {"version", "customer", "default_table", "tables"}, "")
    version = document.get("version")
    if type(version) is not int or version != VERSION:
        raise PolicyInvalid(reason=f"version: {VERSION} is needed")
    tables = _table(document.get("tables", {}), "tables")
    return Policy(
        tables=tuple(_table_policy(name, each) for name, each in tables.items()),
        customer=_text(document.get("customer", ""), "customer"),
        masks_other_tables=_masks(document.get("default_table", "keep"), "default_table"),
    )


def _table_policy(name: str, untrusted: object) -> TablePolicy:
    path = f'tables."{name}"'
    table = _table(untrusted, path)
    _only(table, {"unknown", "columns"}, path)
    columns = _table(table.get("columns", {}), f"{path}.columns")
    return TablePolicy(
        name=name,
        rules={column: _rule(each, f'{path}.columns."{column}"') for column, each in columns.items()},
        masks_unknown=_masks(table.get("unknown", "mask"), f"{path}.unknown"),
    )


def _rule(untrusted: object, path: str) -> Rule:
    if isinstance(untrusted, str):
        return Rule(_kind(untrusted, path), WINDOW_DAYS)
    table = _table(untrusted, path)
    _only(table, {"kind", "days"}, path)
    kind = _kind(_text(table.get("kind"), f"{path}.kind"), f"{path}.kind")
    days = table.get("days", WINDOW_DAYS)
    if type(days) is not int or not 1 <= days <= LONGEST_WINDOW_DAYS:
        raise PolicyInvalid(reason=f"{path}.days: 1 to {LONGEST_WINDOW_DAYS} are possible")
    if "days" in table and kind is not Kind.DATE:
        raise PolicyInvalid(reason=f"{path}.days: only for the kind {Kind.DATE.value}")
    return Rule(kind, days)


def _kind(text: str, path: str) -> Kind:
    try:
        return Kind(text)
    except ValueError as error:
        possible = ", ".join(kind.value for kind in Kind)
        raise PolicyInvalid(reason=f'{path}: no kind "{text}"; there are {possible}') from error


def _masks(untrusted: object, path: str) -> bool:
    if not isinstance(untrusted, str) or untrusted not in {"mask", "keep"}:
        raise PolicyInvalid(reason=f'{path}: "mask" or "keep" is needed')
    return untrusted == "mask"


def _table(untrusted: object, path: str) -> dict[str, object]:
    if not isinstance(untrusted, dict):
        raise PolicyInvalid(reason=f"{path}: a table is needed")
    return untrusted


def _text(untrusted: object, path: str) -> str:
    if not isinstance(untrusted, str):
        raise PolicyInvalid(reason=f"{path}: text is needed")
    return untrusted


def _only(table: dict[str, object], known: set[str], path: str) -> None:
    for name in table:
        if name not in known:
            raise PolicyInvalid(
                reason=f'{path}{"." if path else ""}"{name}": not known; there are {", ".join(sorted(known))}'
            )
