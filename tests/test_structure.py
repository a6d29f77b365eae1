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
from perfeval import hookspecs, relations, ruling
from perfeval.plugins import installed
from perfeval.ruling import RuleHeader, Severity, Standing

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
PACKAGE = SRC / "perfeval"
#: The rooms, from the ground up. A room imports from the floors below its own and never from a neighbour, so that two
#: rooms of one floor know nothing of each other. The front door itself has no name.
FLOORS = (
    ("errors",),
    ("quantities", "jurisdictions", "privacy", "boundary"),
    ("document",),
    ("model", "findings"),
    ("relations",),
    ("ruling",),
    ("vocabulary", "resolution"),
    ("recognition", "scores"),
    ("evaluation", "building"),
    ("editing", "comparison", "summary", "weighting", "panels", "indicators", "monitoring"),
    ("hookspecs",),
    ("readers", "renderers", "plugins", "acceptance", "calling"),
    ("authoring", "consolidation", "corpus", "exchange", "ledger", "annotating"),
    ("filling",),
    ("api",),
    ("many",),
    ("",),
    ("commands", "testing"),
    ("__main__",),
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


#: Names of files that have told nobody what is in them.
RIDDLES = {"worth", "stated", "judged", "bound", "sides", "shared", "utils", "helpers", "misc", "common"}
#: Files that still have such a name. The list only shrinks.
UNTOLD: set[str] = set()


def test_files_tell_what_they_hold() -> None:
    """No file is named by a word that could stand on any other."""
    assert {module for module in MODULES if module.rpartition(".")[2] in RIDDLES} == UNTOLD


@every_module
def test_imports_go_down(module: str) -> None:
    """A module imports from its own room and from floors below, never from a neighbour, not even for its types."""
    outside = [i for i in imports(module) if room(i.target) != room(module)]

    assert [str(i) for i in outside if floor(i.target) >= floor(module)] == []


@every_module
def test_rooms_are_entered_by_a_door(module: str) -> None:
    """A room is entered by its front or by one of its files, not deeper, and only for names without an underscore."""
    nodes = [n for n in ast.walk(tree(module)) if isinstance(n, ast.ImportFrom) and (n.module or "") in MODULES]
    taken = [(n.module or "", alias.name) for n in nodes for alias in n.names if room(n.module or "") != room(module)]

    assert [door for door, _ in taken if door.count(".") > 2] == []
    assert [(door, name) for door, name in taken if name.startswith("_")] == []


#: What stands below a room and is still none of its business.
NOT_ITS_BUSINESS = {
    "readers": {"ruling", "vocabulary", "recognition", "scores", "evaluation", "editing", "comparison"},
    "renderers": {"vocabulary", "recognition"},
    "recognition": {"resolution"},
    "scores": {"vocabulary"},
    "evaluation": {"vocabulary", "recognition"},
    "editing": {"vocabulary", "recognition"},
    "summary": {"vocabulary", "recognition"},
}


@pytest.mark.parametrize("name", NOT_ITS_BUSINESS)
def test_rooms_mind_their_business(name: str) -> None:
    """A reader interprets nothing, a renderer reads nothing, and who judges does not ask how the words were read."""
    found = [i for module in MODULES if room(module) == name for i in imports(module)]

    assert found
    assert [str(i) for i in found if room(i.target) in NOT_ITS_BUSINESS[name]] == []


#: Rooms that work on values alone: the same in gives the same out, and nothing is opened, started or asked.
PURE = {"quantities", "document", "model", "findings", "relations", "ruling", "vocabulary", "resolution", "recognition", "scores", "evaluation", "editing", "comparison", "summary", "weighting", "panels", "indicators", "monitoring"}  # fmt: skip
OUTSIDE_WORLD = {"os", "io", "pathlib", "tempfile", "shutil", "socket", "subprocess", "urllib", "random", "time", "locale", "threading", "multiprocessing"}  # fmt: skip


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) in PURE])
def test_pure_rooms_touch_nothing(module: str) -> None:
    """What is read, ruled and judged depends on values alone: no file, clock, chance or process is asked."""
    asked = {
        target.partition(".")[0]
        for node in ast.walk(tree(module))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for target in targets(module, node)
    }
    called = {
        node.func.id
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert asked & OUTSIDE_WORLD == set()
    assert called & {"open", "input", "print"} == set()


#: Who loads a module by its name, and why no import statement can.
BY_NAME = {
    "perfeval": "the lazy table of the front door",
    "perfeval.__main__": "all that a command needs, once it is known that one is run",
    "perfeval.commands": "a command, once it is the one that is run",
    "perfeval.commands.arguments": "the options of a command that is named",
    "perfeval.commands.progress": "a bar whose library is an extra",
    "perfeval.evaluation.result": "its JSON, which the front door writes",
    "perfeval.model.reports": "what a report asks of the front door, which stands above it",
    "perfeval.plugins": "bundled packs are found by their files",
    "perfeval.boundary.extras": "a format whose library is an extra, or that is rarely written",
    "perfeval.ruling.packs": "a function made a rule is found again by its name in another process",
    "perfeval.testing.cases.running": "pytest is there only where cases are run",
}


@every_module
def test_modules_are_loaded_by_name_where_listed(module: str) -> None:
    """An import that no reader and no type checker can follow stands in few files, each with its reason."""
    by_name = [
        node.lineno
        for node in ast.walk(tree(module))
        if (isinstance(node, ast.Name) and node.id in {"import_module", "__import__"})
        or (isinstance(node, ast.Attribute) and node.attr in {"import_module", "__import__"})
    ]

    assert bool(by_name) is (module in BY_NAME)


def test_the_house_is_drawn_as_it_is() -> None:
    """The page on the design lists the rooms from the top floor down, and where a new thing goes names files that are there."""
    design, where = (
        (ROOT / "docs" / "explanation" / f"{name}.md").read_text() for name in ("design", "where-things-go")
    )
    drawn = re.findall(r"^\| `(\w+)` \|", design, re.MULTILINE)
    paths = {
        path for path in re.findall(r"`([\w/]+(?:\.py|/))`", where) if path.partition("/")[0] not in ("tests", "src")
    }

    assert drawn[0] == TENANTS
    assert [{"perfeval": ""}.get(name, name) for name in drawn[1:]] == [r for rooms in reversed(FLOORS) for r in rooms]
    assert [path for path in paths if not re.search("[A-Z]{2}", path) and not (PACKAGE / path).exists()] == []


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


# --- kinds ----------------------------------------------------------------------------------------------------------

#: So many lines outside `relations` may ask of which class a rule or a relation is, each with its reason behind it.
MOST_LADDERS = 10
KINDS = {
    name
    for name, one in [*vars(ruling).items(), *vars(relations).items()]
    if isinstance(one, type) and (issubclass(one, (RuleHeader, relations.Schema)) or name in {"Relation", "Operand"})
} | {"FigureRule", "FormRule", "ReportRule", "ClaimRule", "CheckRule", "Skipped", "FORM_KINDS", "FUND_KINDS"}


def ladders(module: str) -> Iterator[tuple[str, str]]:
    """The lines of a module that ask whether something is of a kind of rule or relation."""
    lines = MODULES[module].read_text(encoding="utf-8").splitlines()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance":
            asked = {n.id for n in ast.walk(node.args[1]) if isinstance(n, ast.Name)}
            if asked & KINDS:
                yield f"{module}:{node.lineno}", lines[node.lineno - 1]


def test_rules_and_relations_are_asked_what_they_are_in_few_places() -> None:
    """Whoever adds a kind of rule finds no ladder to climb: few lines name a kind, and each of them says why."""
    found = [one for module in MODULES if room(module) != "relations" for one in ladders(module)]

    assert 0 < len(found) <= MOST_LADDERS, found
    assert [where for where, line in found if "  # " not in line] == []


# --- size -----------------------------------------------------------------------------------------------------------

MOST_LINES = 400
MOST_PATHS = 20


def paths_through(function: ast.AST) -> int:
    """McCabe's number as radon counts it: one, and one for each branch, loop, `and`, `or`, handler and assertion."""
    found = 1
    waiting = list(function.body)  # type: ignore[attr-defined]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue  # counted by itself
        found += ways(node)
        if not isinstance(node, ast.Assert):
            waiting += ast.iter_child_nodes(node)
    return found


def ways(node: ast.AST) -> int:
    """How many ways one node adds."""
    match node:
        case ast.If() | ast.IfExp() | ast.Assert():
            return 1
        case ast.For() | ast.AsyncFor() | ast.While():
            return 1 + bool(node.orelse)
        case ast.comprehension():
            return 1 + len(node.ifs)
        case ast.BoolOp():
            return len(node.values) - 1
        case ast.Try():
            return len(node.handlers) + bool(node.orelse)
        case ast.Match():
            last = any(isinstance(c.pattern, ast.MatchAs) and c.pattern.pattern is None for c in node.cases)
            return len(node.cases) - last
        case _:
            return 0


def functions_in(node: ast.AST, path: str) -> Iterator[tuple[str, ast.AST]]:
    """Every function below a node with its dotted name, methods and inner functions, too."""
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        below = f"{path}.{child.name}" if named else path  # type: ignore[attr-defined]
        if named and not isinstance(child, ast.ClassDef):
            yield below, child
        yield from functions_in(child, below)


FUNCTIONS = {
    name.removeprefix("perfeval."): paths_through(node)
    for module in MODULES
    for name, node in functions_in(tree(module), module)
}


def test_modules_are_short() -> None:
    """A module is read in one sitting, tables of data (`_*.py`) excepted."""
    long = {
        module: lines
        for module, path in MODULES.items()
        if not path.name.startswith("_") or path.name.startswith("__")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) >= MOST_LINES
    }

    assert long == {}


#: Files of tests that are longer than a thousand lines, and how long they may be. The list only shrinks.
LONG_TESTS = {"publications": 1050, "test_recognition": 1600, "test_sentences": 1250}


def test_files_of_tests_are_named_by_what_they_test() -> None:
    """A file of tests that grows past a thousand lines is about several things, and becomes several files."""
    lines = {path.stem: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "tests").rglob("*.py")}

    assert {name: count for name, count in lines.items() if count > LONG_TESTS.get(name, 1000)} == {}
    assert [name for name in LONG_TESTS if lines.get(name, 0) <= 1000] == []


def test_functions_are_plain() -> None:
    """Few ways lead through a function."""
    assert {name: paths for name, paths in FUNCTIONS.items() if paths > MOST_PATHS} == {}


WAYS = [
    ("pass", 1),
    ("if a: pass\nelif b: pass\nelse: pass", 3),
    ("return [x for x in y if x if z] or b or (c if d else e)", 7),
    ("for x in y: pass\nelse: pass\nwhile z: pass", 4),
    ("try: pass\nexcept A: pass\nexcept B: pass\nelse: pass\nfinally: pass", 4),
    ("match x:\n case 1: pass\n case 2: pass\n case _: pass", 3),
    ("assert a or b", 2),
    ("def g():\n if a: pass\nreturn lambda: b and c", 2),
]


@pytest.mark.parametrize(("body", "paths"), WAYS)
def test_paths_are_counted(body: str, paths: int) -> None:
    """The count is radon's (6.0): inner functions by themselves, what an assertion says not at all."""
    inside = "\n".join(f"    {line}" for line in body.splitlines())

    assert {n: paths_through(f) for n, f in functions_in(ast.parse(f"def f():\n{inside}"), "m")}["m.f"] == paths


# --- words that belong in packs -------------------------------------------------------------------------------------

#: What reads sentences names lines itself until a grammar of sentences takes its place. The list only shrinks.
NAMES_LINES = {}
#: Words that only look like the id of a line, and where they stand: what a report is about, and a kind of list.
OTHER_WORDS = {("perfeval", "project"), ("perfeval.recognition.text", "total")}
#: Formulas that packs of several places share: as much a pack's own words as a pack is.
SHARED_BY_PACKS = "ruling.formulas"


@cache
def line_items() -> frozenset[str]:
    """The lines that bundled packs declare."""
    return frozenset(line.item.base for one in installed().packs for line in one.pack.line_items)


def literals(node: ast.AST) -> Iterator[str]:
    """The strings of a module that say something to it: no docstring, no list of what it exports, no value of an enum."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return
        case ast.ClassDef(bases=[ast.Name(id="Enum")]):
            return
        case ast.Constant(value=str(said)):
            yield said
    for child in ast.iter_child_nodes(node):
        yield from literals(child)


def test_the_engine_names_no_line_item() -> None:
    """Which lines a budget has is data of packs: no id of one stands in the code that reads, checks or writes."""
    naming = set()
    for module in MODULES:
        lines = line_items() - {word for place, word in OTHER_WORDS if module.startswith(place)}
        named = any(re.split("[@/:#]", said, maxsplit=1)[0] in lines for said in literals(tree(module)))
        if named and room(module) != TENANTS:
            naming.add(module.removeprefix("perfeval."))

    assert naming == {*NAMES_LINES, SHARED_BY_PACKS}


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
    """`import perfeval` loads nothing but the standard library: every room waits until a name of it is asked for."""
    ran = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
    packages, rooms = ran.stdout.splitlines()

    assert packages.split() == ["perfeval"]
    assert rooms.split() == []


def test_front_door_says_what_it_loads() -> None:
    """What a type checker is told of the front door is what is loaded when a name is asked for."""
    told = {
        alias.name: node.module
        for node in ast.walk(tree("perfeval"))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("perfeval.")
        for alias in node.names
    }

    assert told == perfeval._HOME_OF
    assert sorted(told) == sorted(perfeval.__all__) == dir(perfeval)
    assert [n for n, home in told.items() if getattr(perfeval, n) is not getattr(import_module(home or ""), n)] == []


def test_front_door_names_what_it_has() -> None:
    """A name the front door does not have is refused, and those it has are listed."""
    with pytest.raises(AttributeError, match=r"no attribute 'raed'; it offers .*\bread\b"):
        perfeval.raed  # noqa: B018


def test_front_door() -> None:
    """The front door has at most forty names, sorted, and every one of them exists."""
    names = perfeval.__all__

    assert len(names) <= 40
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
        overloads = any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in child.decorator_list)
        if ast.get_docstring(child) is None and not overloads:
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


# --- words belong to packs --------------------------------------------------------------------------------------------

#: Rooms that read documents and judge figures, and the front of the vocabulary: what a word means they are told by packs.
WORDLESS = ("document", "relations", "recognition", "vocabulary")
#: Modules of the language of rules that read text themselves.
WORDLESS_MODULES = ("perfeval.ruling.layouts", "perfeval.ruling.lexicon", "perfeval.ruling.form_rules.remarks")
#: The language of numbers, dates and pages, which is no budget's: units, ordinals, years by their distance, a page's parts.
OF_NUMBERS = re.compile(
    r"年度|上年度?|上一年度?|去年|本年度?|当年度?|一-[龥鿿]|金额|单位|百分|平方米|人民币|[〇零一二三四五六七八九十百千万亿元分个人月日年号时初末底第页表附件至到为度]"
)
#: Calls whose text is for people: messages, notes, evidence, what a figure is called beside a finding.
FOR_PEOPLE = {"Text", "Note", "Evidence", "Entry", "_Source"}
#: Modules that hold words, and how many; the reading grammars take their place. The list only shrinks, and ends empty.
WORDY = {
    "recognition.tables.grammar.labels": 1,
    "recognition.text.statements": 1,
    "recognition.text.words": 2,
}


def for_people(module: str) -> set[int]:
    """The nodes of a module whose text is for people: docstrings, texts put together, and what is handed to messages and errors."""
    calls = [node for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
    patterns = {id(part) for call in calls if getattr(call.func, "attr", "") == "compile" for part in ast.walk(call)}
    found: set[int] = set()
    for node in ast.walk(tree(module)):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            found.add(id(body[0].value))
        if isinstance(node, ast.JoinedStr) and id(node) not in patterns:
            found |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in FOR_PEOPLE or name.endswith("Error"):
                found |= {id(inner) for inner in ast.walk(node)}
    return found


def words_of(module: str) -> list[str]:
    """The Chinese a module reads or judges with: its texts that are for no person, without the language of numbers."""
    people = for_people(module)
    texts = (
        node.value
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in people
    )
    return [text for text in texts if re.search(r"[\u4e00-\u9fff]", OF_NUMBERS.sub("", text))]


#: Rooms that judge figures: Chinese they print, in messages, and compare nothing with.
JUDGING = ("model", "ruling", "resolution", "scores", "evaluation", "editing", "comparison")
#: Calls that look for a text in another, or take it off.
LOOKING = {
    "compile",
    "search",
    "match",
    "fullmatch",
    "sub",
    "split",
    "startswith",
    "endswith",
    "removesuffix",
    "removeprefix",
    "find",
    "partition",
    "replace",
    "count",
}


def looked_for(module: str) -> list[str]:
    """The Chinese a module compares with, or looks for in a text."""
    found = []
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Compare):
            inside = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in LOOKING:
            inside = [node.func, *node.args]
        else:
            continue
        found += [
            one.value
            for part in inside
            for one in ast.walk(part)
            if isinstance(one, ast.Constant)
            and isinstance(one.value, str)
            and re.search(r"[\u4e00-\u9fff]", OF_NUMBERS.sub("", one.value))
        ]
    return found


def few(found: dict[str, list[str]], listed: dict[str, int]) -> None:
    """No module has more words than its list says, and none that has none is still listed."""
    assert {name: words for name, words in found.items() if len(words) > listed.get(name, 0)} == {}
    assert sorted(name for name in listed if not found.get(name)) == []


def test_words_are_read_from_packs() -> None:
    """What reads documents knows no word of a budget: a pack says what a word means, and another place adds its own."""
    modules = [m for m in MODULES if room(m) in WORDLESS or m in WORDLESS_MODULES]

    few({m.removeprefix("perfeval."): words for m in modules if (words := words_of(m))}, WORDY)


def test_figures_are_not_judged_by_words() -> None:
    """What judges figures compares no text with a word of a budget; it prints such words in messages only."""
    modules = [m for m in MODULES if room(m) in JUDGING and m != f"perfeval.{SHARED_BY_PACKS}"]

    assert {m: words for m in modules if (words := looked_for(m))} == {}


@pytest.mark.parametrize("text", ["合计", "预算|决算", "支出", "其中"])
def test_words_of_budgets_are_seen(text: str) -> None:
    """The language of numbers, dates and pages that modules may know has no word of a budget in it."""
    assert OF_NUMBERS.sub("", text) == text


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


def test_no_page_names_a_folder_of_a_machine() -> None:
    """What a page was made from stands on one machine: no path of it stands on a page or in the code."""
    texts = [*sorted((ROOT / "docs").rglob("*.md")), *ROOT.glob("*.md"), *sorted(PACKAGE.rglob("*.py"))]

    assert [p.name for p in texts if re.search(rf"{re.escape(str(ROOT))}|/site-packages/", p.read_text("utf-8"))] == []
