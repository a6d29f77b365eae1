"""The house: who may import whom, what the package never does, and that everything public says what it is for."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from attrs import frozen

import perfeval
from perfeval import hookspecs
from perfeval.plugins import installed
from perfeval.ruling import Severity, Standing

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
PACKAGE = SRC / "perfeval"
FLOORS = (
    ("errors", "quantities", "jurisdictions", "privacy"),
    ("document", "model", "findings"),
    ("relations",),
    ("ruling",),
    ("vocabulary", "recognition", "resolution", "scores", "evaluation", "editing", "comparison"),
    ("plugins", "hookspecs", "readers", "renderers", "authoring", "acceptance"),
    ("", "__main__", "arguments", "testing"),
)
FRONT_DOORS = {"perfeval", "perfeval.ruling", "perfeval.hookspecs", "perfeval.testing"}
TENANTS = "rules"


def name_of(path: Path) -> str:
    """The dotted name of a module of the package."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def room(module: str) -> str:
    """The room a module belongs to; the front door itself has no name."""
    return module.partition(".")[2].partition(".")[0]


def floor(module: str) -> int:
    """The floor a module stands on; tenants live above all."""
    if room(module) == TENANTS:
        return len(FLOORS)
    return next(number for number, rooms in enumerate(FLOORS) if room(module) in rooms)


@cache
def tree(module: str) -> ast.Module:
    """A module, parsed."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@frozen
class Import:
    """One import of one module of the package: who, whom, in which line."""

    by: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"{self.by}:{self.line} imports {self.target}"


def targets(module: str, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules an import statement names; `from package import module` names the module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    base = node.module or ""
    if node.level:
        parts = module.split(".") if MODULES[module].name == "__init__.py" else module.split(".")[:-1]
        base = ".".join([*parts[: len(parts) - node.level + 1], *([base] if base else [])])
    for alias in node.names:
        whole = f"{base}.{alias.name}"
        yield whole if whole in MODULES else base


def imports(module: str) -> list[Import]:
    """What a module imports from the package, under TYPE_CHECKING or not."""
    return [
        Import(module, target, node.lineno)
        for node in ast.walk(tree(module))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for target in targets(module, node)
        if target.partition(".")[0] == "perfeval"
    ]


every_module = pytest.mark.parametrize("module", MODULES)


# --- floors ---------------------------------------------------------------------------------------------------------


@every_module
def test_every_module_has_a_floor(module: str) -> None:
    """Every module belongs to a room, and every room has a floor."""
    assert floor(module) in range(len(FLOORS) + 1)


@every_module
def test_imports_go_down_or_level(module: str) -> None:
    """No module imports from a floor above its own, not even for its types."""
    assert [str(i) for i in imports(module) if floor(i.target) > floor(module)] == []


def test_errors_import_nothing() -> None:
    """The exceptions stand alone, so that anything may raise them."""
    assert imports("perfeval.errors") == []


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) == TENANTS and m != "perfeval.rules"])
def test_tenants_use_the_front_doors(module: str) -> None:
    """A bundled pack imports only what a stranger may import, its own files, and only names a front door lists."""
    nodes = [node for node in ast.walk(tree(module)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    whole = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    named = {
        (node.module or "", alias.name) for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    own = ".".join(module.split(".")[:3])
    ours = {(door, name) for door, name in named if door.partition(".")[0] == "perfeval" and not door.startswith(own)}

    assert [name for name in whole if name.partition(".")[0] == "perfeval" and name not in FRONT_DOORS] == []
    assert sorted(door for door, _ in ours if door not in FRONT_DOORS) == []
    assert sorted(name for door, name in ours if name not in offered(door)) == []


def offered(door: str) -> set[str]:
    """The names a front door lists, or, where it lists none, its public ones."""
    loaded = import_module(door)
    return set(getattr(loaded, "__all__", [name for name in vars(loaded) if not name.startswith("_")]))


def loaded_by(module: str) -> list[str]:
    """What a module's imports load: the modules named, and the packages around them that are not its own."""
    own = {".".join(module.split(".")[:depth]) for depth in range(1, module.count(".") + 2)}
    found = set()
    for one in imports(module):
        parts = one.target.split(".")
        found |= {one.target} | {".".join(parts[:depth]) for depth in range(2, len(parts))} - own
    return sorted(found - {module})


def test_no_import_cycles() -> None:
    """No chain of imports inside the package comes back to where it began."""
    below = {module: loaded_by(module) for module in MODULES}
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> Iterator[str]:
        if module in path:
            yield " → ".join([*path[path.index(module) :], module])
        elif module not in done:
            for target in below.get(module, ()):
                yield from walk(target, (*path, module))
            done.add(module)

    assert [cycle for module in MODULES for cycle in walk(module, ())] == []


@every_module
def test_no_import_inside_a_function(module: str) -> None:
    """Every import stands at the top of its file."""
    nested = [
        f"{module}:{inner.lineno}"
        for node in ast.walk(tree(module))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef))
        for inner in ast.walk(node)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    ]

    assert nested == []


def test_law_nobody_confirmed_is_quiet() -> None:
    """A bundled rule that rests on law nobody has confirmed is a notice at most."""
    rules = [rule for pack in installed().packs if pack.origin == "perfeval" for rule in pack.pack.rules]
    unconfirmed = [rule for rule in rules if getattr(rule, "standing", None) is Standing.UNCONFIRMED]

    assert [rule.id for rule in unconfirmed if getattr(rule, "severity", None) is not Severity.NOTICE] == []


# --- arithmetic -----------------------------------------------------------------------------------------------------


@every_module
def test_no_binary_or_decimal_fractions(module: str) -> None:
    """Money, rates and scores are integers and fractions; a float needs a line that says why (`# float:`)."""
    lines = MODULES[module].read_text(encoding="utf-8").splitlines()
    found = []
    for node in ast.walk(tree(module)):
        is_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
        if (is_float or is_call) and "# float:" not in lines[node.lineno - 1]:
            found.append(f"{module}:{node.lineno}")
        if isinstance(node, (ast.Import, ast.ImportFrom)) and "decimal" in list(targets(module, node)):
            found.append(f"{module}:{node.lineno} decimal")

    assert found == []


# --- the front door -------------------------------------------------------------------------------------------------

LIGHT = """
import sys
before = set(sys.modules)
import perfeval
new = set(sys.modules) - before
print(*sorted({name.partition(".")[0] for name in new} - set(sys.stdlib_module_names)))
print(*sorted({".".join(name.split(".")[:2]) for name in new if name.startswith("perfeval.")}))
"""


def test_import_is_light() -> None:
    """`import perfeval` loads attrs, pluggy and the standard library, and neither rules, readers nor judging."""
    ran = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
    packages, rooms = ran.stdout.splitlines()

    assert set(packages.split()) <= {"perfeval", "attr", "attrs", "pluggy"}
    assert not set(rooms.split()) & {
        f"perfeval.{r}" for r in ("rules", "ruling", "readers", "recognition", "evaluation")
    }


def test_front_door() -> None:
    """The front door has at most twenty names, sorted, and every one of them exists."""
    names = perfeval.__all__

    assert len(names) <= 20
    assert len(set(names)) == len(names)
    assert [name for name in names if not hasattr(perfeval, name)] == []


@every_module
def test_all_names_exist(module: str) -> None:
    """A module that lists its public names has them all."""
    try:
        loaded = import_module(module)
    except ImportError as error:
        pytest.skip(f"an extra is not installed: {error}")

    assert [name for name in getattr(loaded, "__all__", ()) if not hasattr(loaded, name)] == []


# --- words ----------------------------------------------------------------------------------------------------------


def undocumented(node: ast.AST, path: str) -> Iterator[str]:
    """Public functions, classes and methods below a node that have no docstring."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or child.name.startswith("_"):
            continue
        if ast.get_docstring(child) is None:
            yield f"{path}.{child.name}"
        if isinstance(child, ast.ClassDef):
            yield from undocumented(child, f"{path}.{child.name}")


@every_module
def test_everything_public_says_what_it_is(module: str) -> None:
    """Every module, and every public class and function in it, has a docstring."""
    assert ast.get_docstring(tree(module))
    assert list(undocumented(tree(module), module)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda p: p.name)
def test_tests_say_what_they_test(path: Path) -> None:
    """Every test has a docstring, one paragraph that states a behaviour."""
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test_")
    ]
    docs = {node.name: ast.get_docstring(node) or "" for node in functions}

    assert [name for name, doc in docs.items() if not doc.endswith(".") or "\n\n" in doc] == []


SKIPPED = {".git", ".venv", "_build", "__pycache__", "build", "dist", ".hypothesis", ".benchmarks", "mutants"}
TEXTS = [
    path
    for path in sorted(ROOT.rglob("*"))
    if path.is_file()
    and path.suffix in {".py", ".md", ".toml", ".txt", ".json", ".cfg", ".yml", ""}
    and not any(part in SKIPPED or part.endswith(("_cache", ".egg-info")) for part in path.relative_to(ROOT).parts)
]
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users|mnt)/|\b[A-Z]:\\\\?Users")


def test_no_path_of_a_machine() -> None:
    """No file of the project names a folder of somebody's machine."""
    own = Path(__file__).name
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in TEXTS
        if path.name != own
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MACHINE.search(line)
    ]

    assert found == []


# --- hooks ----------------------------------------------------------------------------------------------------------

HOOKS = [name for name in vars(hookspecs) if name.startswith("perfeval_")]


def test_there_are_hooks() -> None:
    """The hooks are found where they are declared."""
    assert {"perfeval_rule_packs", "perfeval_readers", "perfeval_renderers"} <= set(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_hook_is_documented(hook: str) -> None:
    """Every hook is a heading of its reference page, with its exact signature."""
    signature = str(inspect.signature(getattr(hookspecs, hook))).replace("'", "")
    page = (ROOT / "docs" / "reference" / "hooks.md").read_text(encoding="utf-8")

    assert f"## `{hook}{signature}`\n" in page


@pytest.mark.parametrize("hook", HOOKS)
def test_hook_is_tested(hook: str) -> None:
    """Every hook has a test that is called after it."""
    tests = (ROOT / "tests" / "test_plugins.py").read_text(encoding="utf-8")

    assert f"def test_hook_{hook}(" in tests
