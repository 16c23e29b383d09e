"""A small window of another program, with a folder on it that can be dragged: `folder_to_drag.py FOLDER X Y`."""

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class FolderOnScreen(QLabel):
    """Dragged as soon as it is pressed."""

    def __init__(self, folder: str) -> None:
        super().__init__("folder")
        self._folder = folder
        self.setWindowFlags(Qt.WindowType.X11BypassWindowManagerHint | Qt.WindowType.FramelessWindowHint)

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self._folder)])
        drag = QDrag(self)
        drag.setMimeData(data)
        sys.stdout.write(f"{drag.exec(Qt.DropAction.CopyAction).name}\n")
        sys.stdout.flush()


def main(folder: str, left: str, top: str) -> int:
    """Show the folder at a place of the screen until the program is ended."""
    application = QApplication(["folder-to-drag"])
    shown = FolderOnScreen(folder)
    shown.setGeometry(int(left), int(top), 80, 40)
    shown.show()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
