"""Does one thing in a process of its own, and prints what came of it.

python -m tests.journeys.strangers stranger FOLDER      unlock a vault as a user to whom nothing belongs
python -m tests.journeys.strangers memory FOLDER        check out the file that lies ready; how much memory that took
"""

import os
import sys
from pathlib import Path

from app.errors import BaileeError
from app.operations.check_copy import check_copy
from app.operations.check_out import check_out, plan_check_out
from app.progress import Monitor
from tests.journeys.vaults import Place, enter

NOBODY = 65_534


def stranger(folder: Path) -> str:
    """The name of the error that unlocking ends with."""
    if sys.platform == "win32":
        raise NotImplementedError
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    try:
        with Place(folder).unlocked():
            return "unlocked"
    except BaileeError as error:
        return type(error).__name__


def memory(folder: Path) -> str:
    """How many bytes a checkout and a check took at most, over what an idle vault takes."""
    place = Place(folder)
    place.lay_out()
    with place.created() as vault:
        enter(vault, ["T-1"])
    with place.unlocked() as vault:
        idle = _most_resident_bytes()
        check_out(vault, plan_check_out(vault, "T-1", str(place.source("T-1"))), Monitor())
        check_copy(vault, "T-1", Monitor())
        return str(_most_resident_bytes() - idle)


def _most_resident_bytes() -> int:
    if sys.platform == "win32":
        raise NotImplementedError
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Do as the first argument says."""
    act = {"stranger": stranger, "memory": memory}[sys.argv[1]]
    sys.stdout.write(act(Path(sys.argv[2])) + "\n")


if __name__ == "__main__":
    main()
