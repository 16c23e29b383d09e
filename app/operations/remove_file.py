"""Remove: take a file, a link or a folder out of a copy. The customer's original is not touched.

What is removed is set aside inside the copy and can be put back until the copy is wiped.
"""

from app.copies.aside import Placing, set_aside
from app.copies.paths import outside_workroom, shown
from app.errors import FolderNotEmpty, NameRefused
from app.model import CopyRecord, NodeKind
from app.unlocked.vault import Unlocked


def remove_file(
    vault: Unlocked, ticket: str, path: bytes, *, copy: str | None = None, with_content: bool = False
) -> tuple[CopyRecord, tuple[Placing, ...]]:
    """Remove one name, a folder only if it is empty or `with_content`; what `undo_change` needs to put it back.

    Raises PathMissing, FolderNotEmpty, CopyBusy and their kin.
    """
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=True) as sealed:
        node = sealed.stat(outside_workroom(path))
        if node.id == node.parent:
            raise NameRefused(path=shown(path), reason="the top of the copy stays")
        if node.kind == NodeKind.FOLDER and not with_content and sealed.listdir(path):
            raise FolderNotEmpty(path=shown(path))
        placing = set_aside(sealed, node)
        sealed.commit()
    return record, (placing,)
