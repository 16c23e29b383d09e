"""Look at the folder that is to hold the copies: its room, and whether others get hold of what lies there."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from app.disk.failures import translated
from app.disk.filesystem import file_system_of

LITTLE_BYTES = 5 * 10**9
_OVER_THE_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.rclone", "davfs", "fuse.davfs2"}
)
_SYNCHRONISED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "icloud drive": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "box sync": "Box",
    "pcloud": "pCloud",
    "megasync": "MEGA",
    "seafile": "Seafile",
}
_MARKS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".sync": "Resilio Sync", ".owncloudsync.log": "ownCloud"}


@dataclass(frozen=True, slots=True)
class FolderSight:
    """`free_bytes` of the medium; `synchronised_by` names the program that copies the folder elsewhere, or ""."""

    path: Path
    free_bytes: int
    is_on_network: bool
    synchronised_by: str

    @property
    def has_little_room(self) -> bool:
        """Whether a copy of usual size may not fit."""
        return self.free_bytes < LITTLE_BYTES


def look_at_folder(folder: Path) -> FolderSight:
    """Look at a folder, or where it is not there yet, at the one it would be made in. Raises what the disk raises."""
    nearest = next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
    with translated(nearest):
        free = shutil.disk_usage(nearest).free
        is_far = str(nearest).startswith("\\\\") or file_system_of(nearest).kind.lower() in _OVER_THE_NETWORK
        return FolderSight(folder, free, is_far, synchronised_by(folder))


def synchronised_by(folder: Path) -> str:
    """The program that seems to copy this folder elsewhere, told by names and marks on the way to it; else ""."""
    for each in (folder, *folder.parents):
        name = each.name.lower()
        found = next((program for known, program in _SYNCHRONISED.items() if _is_called(name, known)), "")
        found = found or next((program for mark, program in _MARKS.items() if (each / mark).exists()), "")
        if found:
            return found
    return ""


def _is_called(name: str, known: str) -> bool:
    """`OneDrive - Company` and `Dropbox (Private)` count, too."""
    return name == known or name.startswith((f"{known} - ", f"{known} ("))
