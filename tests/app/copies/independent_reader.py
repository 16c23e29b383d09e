"""A second reader, slow and obvious, written from docs/format.md alone: it imports nothing of the program.

If this one and the program ever disagree, one of the two or the document is wrong.
"""

import base64
import hashlib
import hmac
import json
import struct
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2 as sqlcipher

FOLDER, FILE, LINK = 1, 2, 3


class RefusedError(Exception):
    """What lies there is not what was sealed."""


class Entry(NamedTuple):
    kind: str
    mode: int
    mtime_ns: int
    content: bytes | None  # of a file, or the target of a link


# ------------------------------------------------------------------------------------------- notation


def u8(number: int) -> bytes:
    return struct.pack(">B", number)


def u32(number: int) -> bytes:
    return struct.pack(">I", number)


def u64(number: int) -> bytes:
    return struct.pack(">Q", number)


def i64(number: int) -> bytes:
    return struct.pack(">q", number)


def kdf(material: bytes, salt: bytes, label: bytes) -> bytes:
    return HKDF(SHA512(), 32, salt, u8(len(label)) + label).derive(material)


def mac_of(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, "sha256").digest()


def require(claim: bool, why: str) -> None:
    if not claim:
        raise RefusedError(why)


# -------------------------------------------------------------------------------------- HEAD and table


def read_head(data: bytes, k_os: bytes, passphrase: bytes = b"") -> tuple[dict[str, Any], bytes]:
    """HEAD, authentic, and the key of the table it names."""
    require(len(data) <= 4096, "HEAD is too long")
    head = json.loads(data)
    require(data == canonical(head) + b"\n", "HEAD is in another form")
    require(head["format"] == 1, "HEAD has another format")
    salt, cost = base64.b64decode(head["salt"]), head["argon2id"]
    mode = ["keyring", "keyring+passphrase", "passphrase"].index(head["mode"])
    parts = k_os if mode in {0, 1} else b""
    if mode in {1, 2}:
        stretching = Argon2id(
            salt=salt, length=32, iterations=cost["passes"], lanes=cost["lanes"], memory_cost=cost["memory_kib"]
        )
        parts += stretching.derive(passphrase)
    numbers = u64(cost["passes"]) + u64(cost["lanes"]) + u64(cost["memory_kib"])
    parameters = hashlib.sha256(u64(len(salt)) + salt + numbers).digest()
    hkdf_salt = bytes.fromhex(head["vault"]) + u64(head["epoch"]) + u8(mode) + parameters
    commitment = kdf(parts, hkdf_salt, b"bailee/v1/commit")
    require(hmac.compare_digest(commitment, base64.b64decode(head["commitment"])), "the key does not fit HEAD")
    authentic = {name: value for name, value in head.items() if name != "mac"}
    mac = mac_of(kdf(parts, hkdf_salt, b"bailee/v1/anchor"), canonical(authentic))
    require(hmac.compare_digest(mac, base64.b64decode(head["mac"])), "HEAD was edited")
    return head, kdf(parts, hkdf_salt, b"bailee/v1/table")


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def read_table(sealed: bytes, key: bytes, head: dict[str, Any]) -> dict[str, bytes]:
    """The key of every copy by its id."""
    bound_to = b"bailee/v1/key-table" + bytes.fromhex(head["vault"]) + u64(head["epoch"]) + u64(head["generation"])
    require(len(sealed) >= 28, "the key table is too short")
    try:
        plain = AESGCM(key).decrypt(sealed[:12], sealed[12:], bound_to)
    except InvalidTag as error:
        msg = "the key table does not open"
        raise RefusedError(msg) from error
    table = json.loads(plain)
    require(table.keys() == {"copies", "registry", "signing"}, "the key table has other fields")
    return {copy: base64.b64decode(ck) for copy, ck in table["copies"].items()}


def read_vault(home: Path, k_os: bytes, passphrase: bytes = b"") -> dict[str, bytes]:
    """The keys of all copies of a vault."""
    head, key = read_head((home / "HEAD").read_bytes(), k_os, passphrase)
    return read_table((home / "keys" / head["table"]).read_bytes(), key, head)


# ------------------------------------------------------------------------------------------- catalogue


class Copy:
    """One sealed copy, verified when it is made. Close it."""

    def __init__(self, folder: Path, copy_id: str, ck: bytes) -> None:
        self.folder = folder
        self.id = bytes.fromhex(copy_id)
        self.content_key = kdf(ck, self.id, b"bailee/v1/copy/content")
        self.commit_key = kdf(ck, self.id, b"bailee/v1/copy/commit")
        self.db = sqlcipher.connect(str(folder / "catalogue.db"), isolation_level=None)
        try:
            key = kdf(ck, self.id, b"bailee/v1/copy/catalogue").hex()
            self.db.execute(f"PRAGMA key = \"x'{key}'\"")
            self.db.execute("PRAGMA cipher_compatibility = 4")
            require(bool(self.db.execute("PRAGMA cipher_version").fetchone()), "this library does not encrypt")
            self.db.execute("BEGIN")
            self.verify()
        except sqlcipher.Error as error:
            self.db.close()
            raise RefusedError(str(error)) from error
        except RefusedError:
            self.db.close()
            raise

    def verify(self) -> None:
        require(self.rows("PRAGMA user_version") == [(1,)], "another version")
        require(self.rows("PRAGMA integrity_check") == [("ok",)], "the catalogue contradicts itself")
        ((self.generation, mac),) = self.rows("SELECT generation, mac FROM record")
        nodes = self.rows(
            "SELECT id, parent, name, kind, mode, mtime_ns, size, chunk_bytes, root, target FROM node ORDER BY id"
        )
        message = (
            b"bailee/v1/commit-record"
            + self.id
            + u64(self.generation)
            + tree({row[0]: encode_node(*row) for row in nodes})
            + self.digest("before")
            + self.digest("problem")
            + self.digest("fact")
        )
        require(hmac.compare_digest(mac, mac_of(self.commit_key, message)), "the commit record does not fit")
        self.nodes = {row[0]: row for row in nodes}

    def digest(self, table: str) -> bytes:
        whole = hashlib.sha256()
        for row in self.rows(f"SELECT * FROM {table} ORDER BY 1"):
            for value in row:
                data = value if isinstance(value, bytes) else str(value).encode()
                whole.update(u64(len(row)) + u64(len(data)) + data)
        return whole.digest()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return list(self.db.execute(query, values).fetchall())

    # ---------------------------------------------------------------------------------------- contents

    def paths(self) -> dict[bytes, int]:
        return {self.path(node): node for node in self.nodes if node != 1}

    def path(self, node: int) -> bytes:
        parts = []
        while node != 1:
            _, node, name, *_ = self.nodes[node]
            require(0 < len(name) <= 1024 and name not in {b".", b".."}, "a name leads out of its folder")
            require(b"/" not in name and b"\0" not in name, "a name holds a byte that no name may hold")
            parts.append(name)
        return b"/".join(reversed(parts))

    def entry(self, node: int) -> Entry:
        _, _, _, kind, mode, mtime_ns, _, _, _, target = self.nodes[node]
        if kind == FOLDER:
            return Entry("folder", mode, mtime_ns, None)
        if kind == LINK:
            return Entry("link", mode, mtime_ns, target)
        require(kind == FILE, "another kind of node")
        return Entry("file", mode, mtime_ns, self.content(node))

    def content(self, node: int) -> bytes:
        _, _, _, _, _, _, size, chunk_bytes, root, _ = self.nodes[node]
        chunks = self.rows(
            "SELECT idx, segment, offset, length, nonce, tag FROM chunk WHERE file = ? ORDER BY idx", node
        )
        pins = {idx: u64(idx) + u32(length) + nonce + tag for idx, _, _, length, nonce, tag in chunks}
        require(tree(pins) == root, "the list of chunks is not the one that was committed")
        require(0 < chunk_bytes <= 65536, "no such chunk size")
        content = bytearray(size)
        for idx, segment, offset, length, nonce, tag in chunks:
            start = idx * chunk_bytes
            require(length == min(chunk_bytes, size - start) and length > 0, "a chunk has the wrong length")
            is_last = (idx + 1) * chunk_bytes >= size
            bound_to = b"bailee/v1/chunk" + self.id + u64(node) + u64(idx) + u32(length) + u8(is_last)
            try:
                plain = AESGCM(self.content_key).decrypt(nonce, self.sealed(segment, offset, length) + tag, bound_to)
            except InvalidTag as error:
                msg = "a chunk does not open"
                raise RefusedError(msg) from error
            content[start : start + length] = plain
        return bytes(content)

    def sealed(self, segment: int, offset: int, length: int) -> bytes:
        names = self.rows("SELECT name FROM segment WHERE id = ?", segment)
        require(bool(names), "no such segment")
        path = self.folder / "segments" / names[0][0]
        require(path.is_file(), "a segment is missing")
        with path.open("rb") as file:
            file.seek(offset)
            data: bytes = file.read(length)
        require(len(data) == length, "a segment is too short")
        return data

    def close(self) -> None:
        self.db.close()


def encode_node(
    node: int,
    parent: int,
    name: bytes,
    kind: int,
    mode: int,
    mtime_ns: int,
    size: int,
    chunk_bytes: int,
    root: bytes,
    target: bytes,
) -> bytes:
    numbers = u64(node) + u64(parent) + u8(kind) + u32(mode) + i64(mtime_ns) + u64(size) + u32(chunk_bytes)
    return numbers + root + u32(len(name)) + u32(len(target)) + name + target


def tree(rows: dict[int, bytes]) -> bytes:
    leaves: dict[int, bytes] = {}
    for number in sorted(rows):
        leaves[number // 256] = leaves.get(number // 256, b"") + rows[number]
    digests = [u64(number) + hashlib.sha256(leaf).digest() for number, leaf in sorted(leaves.items())]
    return hashlib.sha256(b"bailee/v1/tree" + b"".join(digests)).digest()


def read_copy(folder: Path, copy_id: str, ck: bytes) -> tuple[dict[bytes, Entry], dict[bytes, str]]:
    """Everything that can be read, by path, and what cannot, with the reason. Raises RefusedError for the whole."""
    if not (folder / "catalogue.db").is_file():
        msg = "there is no catalogue"
        raise RefusedError(msg)
    copy = Copy(folder, copy_id, ck)
    found, damaged = {}, {}
    try:
        for path, node in sorted(copy.paths().items()):
            try:
                found[path] = copy.entry(node)
            except RefusedError as error:
                damaged[path] = str(error)
    finally:
        copy.close()
    return found, damaged
