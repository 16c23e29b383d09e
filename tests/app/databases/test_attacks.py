"""Databases made to do harm: opened and taken without any, and every refusal has a code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.databases.broken_files import broken_at_random, broken_logs, broken_on_purpose, varied
from tests.app.databases.hostile_schemas import that_lie, that_run_when_looked_at, whose_modules_are_fed_noise
from tests.app.sources.sqlite_files import look_of

SEEDS = range(40 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 2)
BROKEN = 70
WAYS = ["looked into", "pages taken", "looked into what was taken", "rows taken", "tables taken"]
EXPECTED = {"B001", "B721", "B722", "B723", "B709", "B710", "B405", "B304", "ok"}
"""What may come of it: an answer, or a refusal by name."""

Outcomes = dict[tuple[str, str], str]


def outcomes(files: dict[str, bytes], tmp_path: Path) -> Outcomes:
    """What came of every file in every way; a process that dies fails the test and names its last file."""
    attacks, work = tmp_path / "attacks", tmp_path / "work"
    attacks.mkdir()
    work.mkdir()
    for name, data in files.items():
        (attacks / name).write_bytes(data)
    before = look_of(attacks)
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.app.databases.attack_run", str(attacks), str(work)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[3], capture_output=True, text=True, timeout=100, check=False
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (lines[-1:], done.stderr[-3000:])
    assert done.stderr == ""
    assert lines.pop() == ["", "unchanged", True]
    after = look_of(attacks)
    assert {name: after.get(name) for name in files} == {name: before[name] for name in files}
    assert {name for name in after.keys() - before.keys() if not name.endswith("-shm")} == set()
    assert {path.name for path in work.iterdir()} >= {"given", "pages", "rows"}
    found = {(name, way): said for name, way, said in lines if said != "begun"}
    assert len(found) == sum(not name.endswith(("-wal", "-journal")) for name in files) * len(WAYS)
    strange = {key: said for key, said in found.items() if not set(said.splitlines()) <= EXPECTED}
    assert strange == {}
    return found


def test_hostile_schemas_do_nothing_and_are_refused_by_name(tmp_path: Path) -> None:
    files = that_run_when_looked_at() | that_lie() | whose_modules_are_fed_noise() | broken_on_purpose()
    found = outcomes(files, tmp_path)

    def of(name: str) -> list[str]:
        return [found[name, way] for way in WAYS]

    for name in ("nothing", "wrong magic", "magic alone", "noise", "zeros behind the magic"):
        assert {found[name, "looked into"], found[name, "pages taken"], found[name, "tables taken"]} == {"B721"}
    assert of("trigger without end") == ["ok"] * 5
    assert of("names full of SQL") == ["ok"] * 5
    assert of("says it has a log") == ["ok"] * 5
    assert "ok" not in found["no statement", "looked into"].splitlines()
    assert found["no statement", "pages taken"] == "ok"  # as it is, with a problem that says so
    assert found["half of it", "pages taken"] == "ok"
    assert "B723" in found["view without end", "looked into"].splitlines()
    assert set(found["view that reaches out", "looked into"].splitlines()) & {"B722", "B723"}
    assert set(found["computed by what reaches out", "tables taken"].splitlines()) <= {"B709", "B721"}


@pytest.mark.parametrize("seed", SEEDS)
def test_files_broken_anywhere_harm_nothing(seed: int, tmp_path: Path) -> None:
    found = outcomes(dict(broken_at_random(seed, BROKEN)), tmp_path)
    said = {way: [found[key] for key in found if key[1] == way] for way in WAYS}
    for way, all_said in said.items():
        clean = sum(one == "ok" for one in all_said)
        assert clean > 0, way
        assert clean < BROKEN or way == "pages taken", way  # or nothing was broken


@pytest.mark.parametrize("seed", SEEDS)
def test_broken_logs_harm_nothing(seed: int, tmp_path: Path) -> None:
    files = {"journal of noise": varied(), "journal of noise-journal": b"\xd9\xd5" + bytes(range(256)) * 20}
    for name, data, log in broken_logs(seed, 25):
        files |= {name: data, f"{name}-wal": log}
    found = outcomes(files, tmp_path)
    assert found["journal of noise", "pages taken"] == "B405"  # what a crash left unfinished only a writer can end
    for way in WAYS:
        assert {found[key] for key in found if key[1] == way} >= {"ok"}
