"""Raw bytes on standard output: content of a copy, shown to somebody or leaving the copy."""

import os
import stat
import sys

from app.cli.output import writing_out


def way_out_of(descriptor: int) -> str:
    """What bytes written to this descriptor escape to; "" where they only reach somebody's eyes."""
    if os.isatty(descriptor):
        return ""
    return "file" if stat.S_ISREG(os.fstat(descriptor).st_mode) else "pipe"


def write_raw(data: memoryview) -> None:
    """Write bytes of a copy."""
    with writing_out():
        sys.stdout.buffer.write(data)
