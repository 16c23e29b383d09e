"""JSON in one single form, so that hashes and signatures over it mean something.

The form is that of RFC 8785 for the values used here: strings, whole numbers, true, false, null, lists and objects;
keys sorted, no white space. Strings are ASCII with escapes, which RFC 8785 writes as UTF-8; both sides use this module.
"""

import base64
import json
from collections.abc import Mapping, Sequence

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


def to_canonical(value: Json) -> bytes:
    """The one form of `value`."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def parse_object(data: bytes) -> dict[str, Json]:
    """Read an object. Raises ValueError for anything else, a key that stands twice, or a number that is not whole."""
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_unique, parse_float=_refuse, parse_constant=_refuse)
    except RecursionError as error:
        msg = "nested too deeply"
        raise ValueError(msg) from error
    if not isinstance(value, dict):
        msg = "not an object"
        raise ValueError(msg)  # noqa: TRY004 - one error for everything that is wrong with the text
    return value


def encode_bytes(data: bytes) -> str:
    """Base64 with padding (RFC 4648)."""
    return base64.b64encode(data).decode("ascii")


def decode_bytes(value: Json, size: int | None = None) -> bytes:
    """Read base64 of `size` bytes, of which each value has one form only. Raises ValueError."""
    if not isinstance(value, str):
        msg = "not base64"
        raise ValueError(msg)  # noqa: TRY004
    try:
        data = base64.b64decode(value, validate=True)
    except ValueError as error:
        msg = "not base64"
        raise ValueError(msg) from error
    if encode_bytes(data) != value:
        msg = "bits are left over in the base64"
        raise ValueError(msg)
    if size is not None and len(data) != size:
        msg = "wrong length"
        raise ValueError(msg)
    return data


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        msg = "a key stands twice"
        raise ValueError(msg)
    return found


def _refuse(text: str) -> Json:
    msg = f"number {text} is not whole"
    raise ValueError(msg)
