"""Which rows of which tables can differ, judged by the pages of the file that do, without reading the others."""

import apsw

from app.databases.comparing.page_tree import Leaf, PageReader, PagesUnclear, Tree
from app.databases.comparing.row_reading import Span
from app.databases.schema.change_schema import Schema
from app.progress import Monitor

Suspicion = dict[str, tuple[Span, ...] | None]
"""Tables that can differ, each with the rowids that can; None stands for any row. No other table differs."""


def suspected(
    before: tuple[apsw.Connection, Schema],
    now: tuple[apsw.Connection, Schema],
    changed_pages: frozenset[int],
    monitor: Monitor,
) -> Suspicion | None:
    """What `changed_pages` can stand for; None where the pages alone do not tell, and all rows must be read.

    Both connections must be inside a read transaction that has read already, and have changed nothing in it.
    """
    try:
        readers = PageReader(before[0]), PageReader(now[0])
        if readers[0].page_bytes != readers[1].page_bytes:
            return None
        search = _Search(readers, changed_pages, monitor)
        found = search.trees(before[1].roots, now[1].roots)
        search.trees({"": 1}, {"": 1})
        for name in search.carried_on():
            found[name] = None
    except PagesUnclear:
        return None
    return found


class _Search:
    def __init__(self, readers: tuple[PageReader, PageReader], changed: frozenset[int], monitor: Monitor) -> None:
        self._readers = readers
        self._changed = changed
        self._monitor = monitor
        # Changed pages whose part in the file is not understood yet, and those whose cells may go on in such a page.
        # What is left at the end can only carry on rows of leaves that have not changed themselves.
        self._open = set(changed)
        self._to_follow: list[tuple[Tree, int]] = []

    def trees(self, before: dict[str, int], now: dict[str, int]) -> Suspicion:
        """Compare all trees, given by their roots."""
        found: Suspicion = {}
        for name in before.keys() | now.keys():
            old, new = (
                Tree(reader, roots[name]) if name in roots else None
                for reader, roots in zip(self._readers, (before, now), strict=True)
            )
            spans = self._spans(old, new)
            if spans is None or spans:
                found[name] = spans
        return found

    def carried_on(self) -> set[str]:
        """The trees with cells that go on in changed pages although their own page has not changed."""
        for reader in self._readers:
            self._open = {page for page in self._open if not reader.is_pointer_map(page)}
            if self._open:
                self._open.difference_update(reader.free_pages())
        for tree, page in self._to_follow:
            if not self._open:
                break
            self._monitor.check()
            self._open.difference_update(tree.overflow_of(page))
        return set().union(*(self._owners(reader) for reader in self._readers)) if self._open else set()

    def _owners(self, reader: PageReader) -> set[str]:
        found = set()
        for count, (name, page) in enumerate(reader.overflow_pages()):
            if count % 1000 == 0:
                self._monitor.check()
            if page in self._open:
                found.add(name)
        return found

    def _spans(self, old: Tree | None, new: Tree | None) -> tuple[Span, ...] | None:
        """The rowids that can differ between two trees; None for any of them."""
        if old is None or new is None or not (old.is_table and new.is_table):
            changed = [self._has_changed(tree) for tree in (old, new) if tree is not None]
            same_root = old is not None and new is not None and old.root == new.root
            return None if any(changed) or not same_root else ()
        shared = ({place.page for place in old.lowest} & {place.page for place in new.lowest}) - self._changed
        clean: set[int] = set()
        dirty: list[Leaf] = []
        loose = [self._loose(tree, shared, clean, dirty) for tree in (old, new)]
        kept = ({leaf.page for leaf in loose[0]} & {leaf.page for leaf in loose[1]}) - self._changed
        dirty += [leaf for leaves in loose for leaf in leaves if leaf.page not in kept]
        return _joined(dirty)

    def _has_changed(self, tree: Tree) -> bool:
        """Whether any page of a tree has; for those whose rows lie in the upper pages too."""
        changed = [page for page in self._every_page(tree) if page in self._changed]
        self._understood(tree, changed)
        return bool(changed)

    def _every_page(self, tree: Tree) -> list[int]:
        pages = [*tree.upper, *(place.page for place in tree.lowest)]
        for place in tree.lowest:
            self._monitor.check()
            pages += [leaf.page for leaf in tree.children(place) if leaf.page in self._changed]
        return [*pages, tree.root]

    def _loose(self, tree: Tree, shared: set[int], clean: set[int], dirty: list[Leaf]) -> list[Leaf]:
        """The leaves below pages that are not shared; the changed ones below the others go to `dirty`.

        `clean` are shared pages with nothing changed below, known from the other tree.
        """
        self._understood(tree, [*tree.upper, *(place.page for place in tree.lowest), tree.root])
        found = [tree.single_leaf] if tree.single_leaf is not None else []
        for place in tree.lowest:
            if place.page in clean:
                continue
            self._monitor.check()
            children = tree.children(place)
            changed = [leaf for leaf in children if leaf.page in self._changed]
            self._understood(tree, [leaf.page for leaf in changed])
            if place.page not in shared:
                found += children
            elif changed:
                dirty += changed
            else:
                clean.add(place.page)
        return found

    def _understood(self, tree: Tree, pages: list[int]) -> None:
        self._open.difference_update(pages)
        self._to_follow += [(tree, page) for page in pages if page in self._changed]


def _joined(leaves: list[Leaf]) -> tuple[Span, ...]:
    """Their ranges in order, those that touch made one."""
    found: list[Span] = []
    for low, high in sorted((leaf.low, leaf.high) for leaf in leaves):
        if found and low <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return tuple(found)
