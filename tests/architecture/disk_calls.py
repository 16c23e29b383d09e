"""Finds the places in a module that change the disk. Ruff bans functions by name but cannot see methods.

Methods are told apart by a little type inference: everything in Bailee is annotated, so an expression is
taken for a path when it is built by pathlib or its last name is annotated as a Path. What a sealed copy's own
`mkdir` or `rename` does is not the disk's business and passes.
"""

import ast
from collections.abc import Iterator, Set

# fmt: off
CHANGING_METHODS = {
    "chmod", "hardlink_to", "mkdir", "rename", "replace", "rmdir", "symlink_to", "touch", "unlink",
    "write_bytes", "write_text",
}
CHANGING_FUNCTIONS = {
    "os": {
        "ftruncate", "link", "makedirs", "mkdir", "mkfifo", "mknod", "remove", "removedirs", "rename",
        "renames", "replace", "rmdir", "symlink", "truncate", "unlink",
    },
    "shutil": {"copy", "copy2", "copyfile", "copytree", "make_archive", "move", "rmtree", "unpack_archive"},
}
OPENING_TO_WRITE = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"}
PATH_CLASSES = {"Path", "PosixPath", "WindowsPath"}
GIVING_PATHS = {
    "absolute", "cwd", "expanduser", "glob", "home", "iterdir", "joinpath", "parent", "parents", "readlink",
    "relative_to", "resolve", "rglob", "with_name", "with_segments", "with_stem", "with_suffix",
}
# fmt: on

Found = tuple[int, str]


def names_of_paths(tree: ast.AST) -> set[str]:
    """Attributes, constants, parameters and functions of a module that are annotated as paths."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and _is_path_type(node.annotation):
            names.add(_last_name(node.target))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_path_type(node.returns):
            names.add(node.name)
    return names - {""}


def changes_of_disk(tree: ast.Module, known_paths: Set[str] = frozenset()) -> list[Found]:
    """Every line that changes the disk, with what it calls."""
    paths = set(known_paths) | names_of_paths(tree) | _parameters(tree)
    for _ in range(3):  # a name assigned from a name assigned from a name is as far as it goes
        paths |= _assigned(tree, paths)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = [(call.lineno, ast.unparse(call.func)) for call in calls if _changes(call, paths)]
    if any(ast.unparse(call.func) == "os.open" for call in calls):
        found += [
            (node.lineno, f"os.{node.attr}")
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in OPENING_TO_WRITE
        ]
    return sorted(found)


def _changes(call: ast.Call, paths: Set[str]) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id == "open" and _writes(call, mode_at=1)
    if not isinstance(call.func, ast.Attribute):
        return False
    method, owner = call.func.attr, call.func.value
    if isinstance(owner, ast.Name) and owner.id in {"os", "shutil", "io"}:
        opens = method in {"fdopen", "open"} and (owner.id, method) != ("os", "open")
        return method in CHANGING_FUNCTIONS.get(owner.id, ()) or (opens and _writes(call, mode_at=1))
    if not _is_path(owner, paths):
        return False
    if method == "replace":  # a string's takes two, a date's takes names
        return len(call.args) == 1 and not call.keywords
    return method in CHANGING_METHODS or (method == "open" and _writes(call, mode_at=0))


def _writes(call: ast.Call, *, mode_at: int) -> bool:
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    modes += call.args[mode_at : mode_at + 1]
    if not modes:
        return False
    mode = modes[0]
    if isinstance(mode, ast.Constant) and isinstance(mode.value, str):
        return bool(set(mode.value) & set("wax+"))
    return True  # a mode worked out at run time may be any


def _is_path(node: ast.AST, paths: Set[str]) -> bool:
    """Whether an expression is a path, or something that gives paths one by one."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Div) and _is_path(node.left, paths)
    if isinstance(node, ast.Call):
        return _last_name(node.func) in PATH_CLASSES or _is_path(node.func, paths)
    if isinstance(node, ast.Attribute) and node.attr in GIVING_PATHS:
        return _last_name(node.value) in PATH_CLASSES or _is_path(node.value, paths)
    if isinstance(node, ast.IfExp):
        return _is_path(node.body, paths) or _is_path(node.orelse, paths)
    return _last_name(node) in paths


def _is_path_type(annotation: ast.AST | None) -> bool:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value, mode="eval").body
    if isinstance(annotation, ast.BinOp):  # Path | None
        return _is_path_type(annotation.left) or _is_path_type(annotation.right)
    return annotation is not None and _last_name(annotation) in PATH_CLASSES


def _parameters(tree: ast.AST) -> set[str]:
    return {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg) and _is_path_type(node.annotation)}


def _assigned(tree: ast.AST, paths: Set[str]) -> set[str]:
    return {_last_name(target) for target, value in _assignments(tree) if _is_path(value, paths)} - {""}


def _assignments(tree: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield from ((target, node.value) for target in node.targets)
        elif isinstance(node, ast.NamedExpr):
            yield node.target, node.value
        elif isinstance(node, ast.For | ast.comprehension):
            yield node.target, node.iter


def _last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
