"""The two ways a folder can be walked; both work where descriptors of folders do."""

from app.sources.folder import FolderSource
from app.sources.pathwalk import PathWalk


class PathSource(FolderSource):
    """A folder walked the way Windows needs."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        vars(self)["_walk"] = PathWalk(path, None)


WAYS = [FolderSource, PathSource]
