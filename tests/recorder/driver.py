"""The process under the recorder: records one function, or takes a scenario through all its points.

python -m tests.recorder.driver record MODULE:FUNCTION LOG WATCHED:FOLDERS FOLDER [ARGUMENT...]
python -m tests.recorder.driver kill PLAN-AS-JSON SCRATCH
"""

import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.recorder.shim import Shim


def load(target: str) -> Any:
    """What "module:NAME" names."""
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def record(target: str, log: str, watched: str, folder: str, *arguments: str) -> None:
    """Call a function with the recorder switched on."""
    function = load(target)
    shim = Shim()
    shim.watch(map(Path, watched.split(os.pathsep)))
    shim.start(Path(log))
    try:
        function(Path(folder), *arguments)
    finally:
        shim.stop()


def kill(plan_text: str, scratch: str) -> None:
    """Run a scenario and leave the report in `scratch`."""
    from tests.recorder.harness import Harness
    from tests.recorder.killing import plan_from_json

    plan = plan_from_json(plan_text)
    scenario = load(plan.target)
    if isinstance(scenario, type):
        scenario = scenario()
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        msg = f"Importing {plan.target} started {threads - 1} threads; a process with threads must not be forked."
        raise RuntimeError(msg)
    gc.collect()
    gc.freeze()  # forked processes then share more of the memory
    report = Harness(scenario, plan, Path(scratch)).run()
    Path(scratch, "report.json").write_text(report.to_json(), encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Do as the first argument says."""
    commands: dict[str, Callable[..., None]] = {"record": record, "kill": kill}
    commands[arguments[0]](*arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
