"""Writes past the memory of the system, straight to the medium, where a file system offers that.

Forcing data later then has little left to do, and what other programs keep in that memory stays there.
"""

import errno
import os
import sys

BLOCK_BYTES = 4096
"""Direct writes start at a multiple of this, in the file and in memory."""

if sys.platform != "linux":

    def write_directly(handle: int, offset: int, data: bytes | memoryview) -> int:
        """Nothing: 0. The other systems are left to write by themselves."""
        del handle, offset, data
        return 0

else:
    import fcntl

    def write_directly(handle: int, offset: int, data: bytes | memoryview) -> int:
        """Add `data`, but for the rest of a block, to a file that ends at `offset`; the bytes written, perhaps 0.

        See open(2) on O_DIRECT. What was not written is left to an ordinary write.
        """
        size = len(data) - len(data) % BLOCK_BYTES
        if not size or offset % BLOCK_BYTES:
            return 0
        flags = fcntl.fcntl(handle, fcntl.F_GETFL)
        try:
            fcntl.fcntl(handle, fcntl.F_SETFL, flags | os.O_DIRECT)
            return os.write(handle, memoryview(data)[:size])
        except OSError as error:
            # Not offered here at all, or not for this place in memory.
            if error.errno != errno.EINVAL:
                raise
            return 0
        finally:
            fcntl.fcntl(handle, fcntl.F_SETFL, flags)
