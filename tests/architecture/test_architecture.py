"""The house rules that neither ruff nor mypy nor import-linter can see."""

import ast
import importlib
import pkgutil
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app.errors import BaileeError
from tests.architecture.disk_calls import changes_of_disk, names_of_paths

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE_LINES = 400
NAMES_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "base",
    "misc",
}
MUTABLE_CONTAINERS = {"Counter", "OrderedDict", "bytearray", "defaultdict", "deque", "dict", "list", "set"}

IMPORT_WITHOUT_QT = """
import importlib, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"{name} is not to be had here", name=name)

sys.meta_path.insert(0, NoQt())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def modules_of_app() -> list[str]:
    """All but those that do something when imported: python -m entries and Alembic's scripts."""
    names = [module.name for module in pkgutil.walk_packages(app.__path__, "app.")]
    return [name for name in names if not name.endswith(".__main__") and ".migrations." not in name]


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def every_error(branch: type[BaileeError] = BaileeError) -> Iterator[type[BaileeError]]:
    yield branch
    for error in branch.__subclasses__():
        yield from every_error(error)


def errors_of_app() -> list[type[BaileeError]]:
    for name in modules_of_app():
        importlib.import_module(name)
    return [error for error in every_error() if error.__module__.partition(".")[0] == "app"]


def project_files() -> list[Path]:
    """What git would take in; without git, everything that is not made by a tool."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listing = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listing, check=True, capture_output=True).stdout.decode().split("\0")
        found = [ROOT / name for name in names if name]
    else:
        made = {".venv", "build", "dist", "__pycache__", "htmlcov", ".git"}
        parts = {path: path.relative_to(ROOT).parts for path in ROOT.rglob("*")}
        found = [path for path in parts if not made & set(parts[path])]
        found = [path for path in found if not re.match(r"\..*cache$|\.hypothesis$", parts[path][0])]
    return [path for path in found if path.is_file()]


def containers_at_module_level(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, value = [node.target], node.value
        else:
            continue
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        if is_mutable_container(value):
            yield from ((node.lineno, name) for name in names if name != name.upper() and name[:2] != "__")


def is_mutable_container(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).rpartition(".")[2] in MUTABLE_CONTAINERS
    return isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)


def test_every_module_of_the_core_can_be_imported_where_there_is_no_qt() -> None:
    command = [sys.executable, "-c", IMPORT_WITHOUT_QT, *modules_of_app()]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr


def test_no_file_is_longer_than_the_limit() -> None:
    lengths = {
        shown(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*sources("app", "ui"), ROOT / "dev.py"]
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE_LINES} == {}


def test_only_app_disk_changes_the_disk() -> None:
    trees = {shown(path): parse(path) for path in sources("app")}
    known_paths = {name for tree in trees.values() for name in names_of_paths(tree)}
    found = [
        f"{name}:{line}: {call}"
        for name, tree in trees.items()
        if not name.startswith("app/disk/")
        for line, call in changes_of_disk(tree, known_paths)
    ]
    assert found == []


def test_every_module_has_a_name_that_says_something() -> None:
    named = {shown(path): set(path.relative_to(ROOT).with_suffix("").parts) for path in sources("app", "ui")}
    assert [name for name, parts in named.items() if NAMES_THAT_SAY_NOTHING & parts] == []


def test_no_module_keeps_state() -> None:
    found = [
        f"{shown(path)}:{line}: {name}"
        for path in sources("app", "ui")
        for line, name in containers_at_module_level(parse(path))
    ]
    assert found == []


def test_no_file_names_a_place_outside_the_project() -> None:
    places = "|".join([r"(?<![\w./-])/wo" + r"rk(?![\w-])", r"\.\./sha" + r"red\b"])
    found = [shown(path) for path in project_files() if re.search(places.encode(), path.read_bytes())]
    assert found == []


def test_the_lock_names_no_place_to_download_from() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S*|--(?:extra-)?index\S*|--find-links\S*", lock) == []


def test_every_error_has_a_code_of_its_own() -> None:
    codes = {f"{error.__module__}.{error.__qualname__}": error.code for error in errors_of_app()}
    assert [name for name, code in codes.items() if not re.fullmatch(r"B\d{3}", code)] == []
    repeated = {code for code, times in Counter(codes.values()).items() if times > 1}
    assert sorted((code, name) for name, code in codes.items() if code in repeated) == []


@pytest.mark.parametrize(
    "source",
    [
        "from pathlib import Path\nPath('a').unlink()",
        "def f(a: Path) -> None: (a / 'b').parent.mkdir(parents=True)",
        "def f(a: 'Path | None') -> None:\n    if a: a.write_bytes(b'')",
        "class A:\n    def __init__(self, a: Path): self._a = a\n    def f(self): self._a.rename('b')",
        "def f(a: Path):\n    b = a.with_suffix('.new')\n    b.replace(a)",
        "def f(a: Path):\n    for b in a.iterdir(): b.rmdir()",
        "def f(a: Path):\n    with a.open('ab') as b: pass",
        "known.touch()",
        "thing.known.write_text('')",
        "open('a', 'w')",
        "open('a', mode='r+b')",
        "open('a', some_mode)",
        "os.open('a', os.O_RDWR | os.O_CLOEXEC)",
        "FLAGS = os.O_CREAT\nos.open('a', FLAGS)",
        "os.fdopen(3, 'wb')",
        "os.makedirs('a')",
        "shutil.copytree('a', 'b')",
    ],
)
def test_a_change_of_the_disk_is_found(source: str) -> None:
    assert len(changes_of_disk(ast.parse(source), {"known"})) == 1


@pytest.mark.parametrize(
    "source",
    [
        "def f(a: Path) -> str: return a.name.replace('a', 'b')",
        "def f(a: str) -> str: return a.replace('a', 'b')",
        "def f(a: datetime) -> datetime: return a.replace(microsecond=0)",
        "def f(a: Plan) -> Plan: return dataclasses.replace(a, done=True)",
        "def f(a: SealedCopy) -> None:\n    a.mkdir('b')\n    a.rename('b', 'c')",
        "def f(a: Path) -> bytes: return a.read_bytes()",
        "def f(a: Path):\n    with a.open('rb') as b: pass",
        "open('a')\nopen('a', 'rb')",
        "os.open('a', os.O_RDONLY | os.O_NOFOLLOW)",
        "from app.disk import clearing\nclearing.unlink('a')",
    ],
)
def test_what_leaves_the_disk_alone_passes(source: str) -> None:
    assert changes_of_disk(ast.parse(source)) == []


@pytest.mark.parametrize(("source", "names"), [("cache = {}", ["cache"]), ("_seen: set[int] = set()", ["_seen"])])
def test_state_at_module_level_is_found(source: str, names: list[str]) -> None:
    assert [name for _, name in containers_at_module_level(ast.parse(source))] == names


@pytest.mark.parametrize("source", ["WORDS = {}", "__all__ = ['a']", "def f():\n    a = []", "pair = (1, 2)"])
def test_what_is_no_state_passes(source: str) -> None:
    assert list(containers_at_module_level(ast.parse(source))) == []
