"""Plugins: each hook, and each way a plugin can go wrong. What fails is set aside and named; the rest still loads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pace import share

import perfeval
from perfeval import api
from perfeval.document import Document, Paragraph
from perfeval.hookspecs import Reader, Renderer, hookimpl, hookspec
from perfeval.plugins import BUNDLED, NO_PLUGINS, Plugins, installed, load
from perfeval.resolution import resolve
from perfeval.ruling import API, LineItem, Pack, SumOf

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "examples" / "report.txt"
RULE = SumOf(id="acme-sum", total="total", parts=("basic", "project"))
PACK = Pack(id="acme", code="431200", label="示例", rules=[RULE])
READER = Reader("acme-reader", (".acme",), lambda data, source: Document(source, (Paragraph(data.decode()),)))
RENDERER = Renderer("acme-renderer", lambda evaluations, lang: f"{len(evaluations)} {lang}\n")


def plugin(**hooks: Callable[..., object]) -> ModuleType:
    """A plugin module with these functions as its hooks."""
    made = ModuleType("acme")
    for name, function in hooks.items():
        setattr(made, name, hookimpl(function))
    return made


def packs(*given: object) -> Callable[[], object]:
    """A hook that returns these things."""
    return lambda: list(given)


def raising() -> list[Pack]:
    """A hook that fails."""
    raise RuntimeError("the drawer is stuck")


GOOD = plugin(
    perfeval_rule_packs=packs(PACK), perfeval_readers=packs(READER), perfeval_renderers=packs(RENDERER)
)  # fmt: skip


class Unloadable(ModuleType):
    """A plugin whose every attribute fails."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError("not even a look")


#: Every way a plugin can go wrong, with words its quarantine has to say.
BAD: dict[str, tuple[object, tuple[str, ...]]] = {
    "raises on import": (EntryPoint("bad", "no_such_module_of_acme", "perfeval"), ("no_such_module_of_acme",)),
    "lacks what it names": (EntryPoint("bad", "json:no_such_thing", "perfeval"), ("no_such_thing",)),
    "raises in the hook": (plugin(perfeval_rule_packs=raising), ("RuntimeError", "the drawer is stuck")),
    "misspells a hook": (plugin(perfeval_rule_pack=packs(PACK)), ("perfeval_rule_pack", "perfeval_rule_packs")),
    "misspells a hook, unmarked": (SimpleNamespace(perfeval_reader=packs(READER)), ("perfeval_reader",)),
    "wants what no hook gives": (plugin(perfeval_readers=lambda shelf: [READER]), ("shelf",)),
    "returns no list": (plugin(perfeval_rule_packs=lambda: PACK), ("perfeval_rule_packs", "Pack")),
    "returns a string": (plugin(perfeval_rule_packs=lambda: "431200"), ("perfeval_rule_packs", "str")),
    "returns other things": (plugin(perfeval_rule_packs=packs(PACK, 7)), ("perfeval_rule_packs", "7")),
    "returns the wrong record": (plugin(perfeval_renderers=packs(READER)), ("perfeval_renderers", "Renderer")),
    "is written for another version": (
        plugin(perfeval_rule_packs=packs(Pack(id="acme", code="431200", api=API + 1))),
        (f"api={API + 1}", f"api={API}"),
    ),
    "sets rules for the nation": (
        plugin(perfeval_rule_packs=packs(Pack(id="acme", rules=[RULE]))),
        ("acme", "000000"),
    ),
    "sets one rule twice": (
        plugin(perfeval_rule_packs=packs(Pack(id="acme", code="431200", rules=[RULE, RULE]))),
        ("acme-sum",),
    ),
    "gives a known word another meaning": (
        plugin(perfeval_rule_packs=packs(Pack(id="acme", code="431200", line_items=[LineItem("total", "总")]))),
        ("total", "perfeval:national", "acme:acme"),
    ),
}  # fmt: skip
bad = pytest.mark.parametrize(("thing", "words"), BAD.values(), ids=list(BAD))


def bundled() -> list[tuple[object, str, str]]:
    """The bundled plugins, as they are handed in."""
    return [(import_module(name), name, "perfeval") for name in BUNDLED]


def offered(found: Plugins) -> dict[str, set[str]]:
    """What plugins offer, without their order."""
    return {
        "packs": {p.name for p in found.packs},
        "readers": {r.name for r in found.readers},
        "renderers": {r.name for r in found.renderers},
        "words": set(found.words.items),
        "quarantined": {f"{q.origin} {q.name} {q.error}" for q in found.quarantined},
    }


@pytest.fixture(autouse=True)
def _fresh():
    installed.cache_clear()
    yield
    installed.cache_clear()


@pytest.fixture
def distribution(tmp_path: Path) -> Callable[..., Path]:
    """Makes an installed distribution with one plugin module, to be put on the path."""

    def make(code: str, name: str = "acme-rules") -> Path:
        module = name.replace("-", "_")
        (tmp_path / f"{module}.py").write_text(code, encoding="utf-8")
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[perfeval]\nlocal = {module}\n", encoding="utf-8")
        return tmp_path

    return make


def check(path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`perfeval check` on the example, in a process that finds the distributions of a folder."""
    search = os.pathsep.join([str(path), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "perfeval", "check", str(EXAMPLE), *arguments],
        capture_output=True, text=True, encoding="utf-8", env=os.environ | {"PYTHONPATH": search} | environment,
    )  # fmt: skip


def test_an_entry_point_listed_twice_is_one(distribution: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution that lists a module under two names offers its packs once."""
    code = "from perfeval.hookspecs import hookimpl\nfrom perfeval.ruling import Pack\n"
    code += "@hookimpl\ndef perfeval_rule_packs():\n    return [Pack(id='mine', code='430000')]\n"
    path = distribution(code)
    (listed,) = path.glob("*.dist-info/entry_points.txt")
    listed.write_text("[perfeval]\nlocal = acme_rules\nagain = acme_rules\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(path))
    found = installed()
    assert [p.name for p in found.packs if p.origin == "acme-rules"] == ["acme-rules:mine"]
    assert found.quarantined == ()


# --- the hooks ------------------------------------------------------------------------------------------------------


def test_hook_perfeval_rule_packs() -> None:
    """A pack a plugin offers is in force where its code says, and its full name says whose it is."""
    found = load([*bundled(), (plugin(perfeval_rule_packs=packs(PACK)), "local", "acme")])

    assert found.quarantined == ()
    book = resolve(found.packs, "431200", 2023)
    assert book.rule("acme-sum").by.name == "acme:acme"
    assert "acme-sum" in resolve(found.packs, "431202", 2023).rules
    assert "acme-sum" not in resolve(found.packs, "430000", 2023).rules


def test_hook_perfeval_readers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A reader a plugin offers takes the files with its endings."""
    found = load([*bundled(), (plugin(perfeval_readers=packs(READER)), "local", "acme")])
    monkeypatch.setattr(api, "installed", lambda: found)
    file = tmp_path / "report.acme"
    file.write_text("某单位2023年绩效自评报告，全年支出316.04万元", encoding="utf-8")

    report = perfeval.read(file)

    assert (report.source, report.year) == ("report.acme", 2023)


def test_hook_perfeval_renderers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A renderer a plugin offers is called by its name, with the evaluations and the language."""
    found = load([*bundled(), (plugin(perfeval_renderers=packs(RENDERER)), "local", "acme")])
    monkeypatch.setattr(api, "installed", lambda: found)
    evaluation = perfeval.evaluate(perfeval.read(EXAMPLE))

    assert perfeval.render(evaluation, "acme-renderer", "en") == "1 en\n"


def test_plugin_without_hooks() -> None:
    """A plugin may implement no hook, one, or all."""
    assert load([(ModuleType("idle"), "local", "acme")]) == Plugins()


def test_object_as_plugin() -> None:
    """Any object with marked functions is a plugin, not only a module."""

    class Box:
        @hookimpl
        def perfeval_rule_packs(self) -> list[Pack]:
            return [PACK]

    assert [p.name for p in load([(Box(), "local", "acme")]).packs] == ["acme:acme"]


def test_vocabulary_of_the_nation_is_open_to_all() -> None:
    """A third-party pack may add words for the whole nation, only no rules."""
    words = Pack(id="words", line_items=[LineItem("acme-item", "某项")])

    found = load([*bundled(), (plugin(perfeval_rule_packs=packs(words)), "local", "acme")])

    assert found.quarantined == ()
    assert "acme-item" in found.words.items


# --- what goes wrong ------------------------------------------------------------------------------------------------


@bad
def test_bad_plugin_is_set_aside(thing: object, words: tuple[str, ...]) -> None:
    """A plugin that fails is named with its origin and what went wrong, and everything else still loads."""
    found = load([*bundled(), (thing, "bad", "acme"), (GOOD, "good", "other")])

    assert [(q.name, q.origin) for q in found.quarantined] == [("bad", "acme")]
    assert all(word in found.quarantined[0].error for word in words)
    assert "other:acme" in {p.name for p in found.packs}
    assert not {p.name for p in found.packs if p.origin == "acme"}
    assert {"text", "json", "acme-renderer"} <= {r.name for r in found.renderers}


@bad
def test_bad_plugin_offers_nothing(thing: object, words: tuple[str, ...]) -> None:
    """Nothing of a plugin that fails is used, not even what it did right."""
    alone = load(bundled())
    with_bad = load([*bundled(), (thing, "bad", "acme")])

    assert offered(with_bad) | {"quarantined": set()} == offered(alone)


@bad
def test_strict_raises(thing: object, words: tuple[str, ...]) -> None:
    """With `strict` the first plugin that fails raises what it raised."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever the plugin raised
        load([*bundled(), (thing, "bad", "acme")], strict=True)

    assert any(word in str(caught.value) or word in type(caught.value).__name__ for word in words)


def test_plugin_that_cannot_be_looked_at() -> None:
    """A plugin whose attributes raise is set aside like any other."""
    found = load([(Unloadable("acme"), "bad", "acme"), (GOOD, "good", "other")])

    assert "other:acme" in {p.name for p in found.packs}
    assert [q.origin for q in found.quarantined] in ([], ["acme"])


def test_quarantine_is_in_every_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each result names the plugins that were set aside, as text and as JSON."""
    found = load([*bundled(), (plugin(perfeval_rule_packs=raising), "bad", "acme")])
    monkeypatch.setattr(api, "installed", lambda: found)
    evaluation = perfeval.evaluate(perfeval.read(EXAMPLE))

    assert evaluation.quarantined == (("bad", "acme", "RuntimeError: the drawer is stuck"),)
    text, made = perfeval.render(evaluation), perfeval.render(evaluation, "json")
    assert "bad" in text
    assert "acme" in text
    assert json.loads(made)["evaluations"][0]["quarantined"] == [
        {"plugin": "bad", "origin": "acme", "error": "RuntimeError: the drawer is stuck"}
    ]


def test_hooks_of_the_host_are_complete() -> None:
    """The bundled plugins load without fault: the host is its own first plugin."""
    found = load(bundled(), strict=True)

    assert found.quarantined == ()
    assert {p.name for p in found.packs} >= {"perfeval:national"}


def test_a_plugin_cannot_declare_hooks() -> None:
    """A hook specification in a plugin is no hook of the host."""

    def perfeval_breakfast() -> list[Pack]:
        """A hook nobody asked for."""
        return []

    module = ModuleType("acme")
    module.perfeval_breakfast = hookspec(perfeval_breakfast)  # type: ignore[attr-defined]

    assert [q.name for q in load([(module, "bad", "acme")]).quarantined] == ["bad"]


# --- order ----------------------------------------------------------------------------------------------------------

PARTS: list[tuple[object, str, str]] = [
    (GOOD, "good", "other"),
    (plugin(perfeval_rule_packs=packs(Pack(id="hill", code="430000", rules=[RULE]))), "hill", "hill"),
    (plugin(perfeval_renderers=packs(Renderer("slim", lambda evaluations, lang: ""))), "slim", "slim"),
    *((BAD[kind][0], "bad", kind) for kind in ("raises on import", "sets one rule twice", "returns other things")),
]


@pytest.fixture(scope="module")
def first() -> Plugins:
    return load([*bundled(), *PARTS])


@given(order=st.permutations(PARTS))
@settings(max_examples=share(2))
def test_order_changes_nothing(first: Plugins, order: list[tuple[object, str, str]]) -> None:
    """The order in which plugins come never changes what is offered, what is set aside, and which rules apply."""
    shuffled = load([*bundled(), *order])

    assert offered(shuffled) == offered(first)
    assert dict(resolve(shuffled.packs, "431200", 2023).rules) == dict(resolve(first.packs, "431200", 2023).rules)


def test_two_meanings_in_any_order() -> None:
    """Two plugins that give one word two meanings fare the same whichever comes first."""

    def meaning(label: str) -> ModuleType:
        return plugin(perfeval_rule_packs=packs(Pack(id="words", line_items=[LineItem("acme-item", label)])))

    one, other = (meaning("甲项"), "local", "one"), (meaning("乙项"), "local", "other")

    assert {q.origin for q in load([one, other]).quarantined} == {q.origin for q in load([other, one]).quarantined}


# --- installed distributions ----------------------------------------------------------------------------------------

LOCAL = """
from perfeval.hookspecs import hookimpl
from perfeval.ruling import Pack, SumOf

@hookimpl
def perfeval_rule_packs():
    return [Pack(id="local", code="431200", rules=[SumOf(id="acme-sum", total="total", parts=["basic", "project"])])]
"""
LISTED = "from perfeval.plugins import installed; print(*(p.name for p in installed().packs))"


def test_installed_plugin_is_found(distribution: Callable[..., Path]) -> None:
    """A plugin of an installed distribution is found by its entry point, under the distribution's name."""
    path = distribution(LOCAL)

    found = subprocess.run(
        [sys.executable, "-c", LISTED], capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(path), os.environ.get("PYTHONPATH", "")]), NO_PLUGINS: ""},
    )  # fmt: skip

    assert "acme-rules:local" in found.stdout.split()


def test_broken_installed_plugin(distribution: Callable[..., Path]) -> None:
    """A broken plugin on the machine never stops a check; the result names it."""
    path = distribution("raise RuntimeError('the drawer is stuck')")

    ran = check(path, **{NO_PLUGINS: ""})

    assert (ran.returncode, ran.stderr) == (1, "")
    assert "acme-rules" in ran.stdout
    assert "the drawer is stuck" in ran.stdout


def test_plugins_can_be_left_out(distribution: Callable[..., Path]) -> None:
    """`PERFEVAL_NO_PLUGINS=1` leaves the bundled packs and does not even load the others."""
    path = distribution("raise RuntimeError('the drawer is stuck')")

    ran = check(path, **{NO_PLUGINS: "1"})

    assert ran.returncode == 1
    assert "acme-rules" not in ran.stdout


def test_import_loads_no_plugin(distribution: Callable[..., Path]) -> None:
    """Importing perfeval loads no plugin; the first question does."""
    path = distribution("raise SystemExit('loaded too early')")
    search = os.pathsep.join([str(path), os.environ.get("PYTHONPATH", "")])

    ran = subprocess.run([sys.executable, "-c", "import perfeval"], env=os.environ | {"PYTHONPATH": search})

    assert ran.returncode == 0
