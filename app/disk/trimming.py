"""Asks the file system to forget the blocks of an open file. A hint: False where it is not taken."""

import sys

if sys.platform == "win32":
    import ctypes
    import msvcrt
    import struct

    _FSCTL_FILE_LEVEL_TRIM = 0x00098208

    def forget_blocks(handle: int, size: int) -> bool:
        """FSCTL_FILE_LEVEL_TRIM over the whole file: one FILE_LEVEL_TRIM_RANGE."""
        request = struct.pack("<IIQQ", 0, 1, 0, size)
        returned = ctypes.c_ulong(0)
        return bool(
            ctypes.windll.kernel32.DeviceIoControl(
                ctypes.c_void_p(msvcrt.get_osfhandle(handle)),
                _FSCTL_FILE_LEVEL_TRIM,
                request,
                len(request),
                None,
                0,
                ctypes.byref(returned),
                None,
            )
        )

elif sys.platform == "darwin":
    import fcntl
    import struct

    _F_PUNCHHOLE = 99

    def forget_blocks(handle: int, size: int) -> bool:
        """F_PUNCHHOLE over the whole blocks of the file: fpunchhole_t of <sys/fcntl.h>."""
        whole = size - size % 4096
        try:
            fcntl.fcntl(handle, _F_PUNCHHOLE, struct.pack("=IIqq", 0, 0, 0, whole))
        except OSError:
            return False
        return True

else:
    import ctypes

    _KEEP_SIZE = 1
    _PUNCH_HOLE = 2

    def forget_blocks(handle: int, size: int) -> bool:
        """fallocate(2) with PUNCH_HOLE and KEEP_SIZE over the whole file."""
        libc = ctypes.CDLL(None, use_errno=True)
        # On musl the plain name takes 64 bits, and the other one may be missing.
        fallocate = libc.fallocate64 if hasattr(libc, "fallocate64") else libc.fallocate
        offset, length = ctypes.c_int64(0), ctypes.c_int64(size)
        return int(fallocate(handle, _PUNCH_HOLE | _KEEP_SIZE, offset, length)) == 0
