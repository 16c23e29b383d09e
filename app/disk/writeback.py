"""Asks the system to begin writing what lies in memory, so that forcing it later has little left to do. A hint."""

import sys

if sys.platform != "linux":

    def begin_writeback(handle: int, offset: int, size: int) -> None:
        """Nothing: other systems have no such call, or write early by themselves."""
        del handle, offset, size

else:
    import ctypes

    _BEGIN = 2  # SYNC_FILE_RANGE_WRITE: no waiting, and no commit of the journal, unlike fdatasync(2)

    def begin_writeback(handle: int, offset: int, size: int) -> None:
        """sync_file_range(2) over `size` bytes from `offset`. A failure shows when the file is forced."""
        ctypes.CDLL(None).sync_file_range(handle, ctypes.c_int64(offset), ctypes.c_int64(size), _BEGIN)
