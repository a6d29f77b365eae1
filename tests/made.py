"""Parts of the documentation that are made from the code: the bundled forms and rules, and a page on the kinds of rules.

Between `<!-- made: NAME -->` and `<!-- end -->` in a page stands what the function of that name returns.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path

import attrs
from tests.catalogue import DEFECTS, defects, identities
from tests.made_api import api, line_items

from perfeval import ruling
from perfeval.findings import Severity, Standing, Text
from perfeval.jurisdictions import called
from perfeval.plugins import bundled_plugins, load
from perfeval.quantities import short
from perfeval.ruling import (
    NO_BASIS,
    Framework,
    FrameworkPatch,
    Layout,
    Pack,
    Range,
    Role,
    RuleHeader,
    Word,
    WordKind,
    authority,
)

# --- the bundled forms ----------------------------------------------------------------------------------------------


def bundled_forms() -> str:
    """Every layout of the bundled packs: how it is known, and which columns are read."""
    packs = sorted((p.pack for p in load(bundled_plugins()).packs), key=lambda p: (p.code, p.id))
    lines: list[str] = []
    for pack in packs:
        if not pack.layouts:
            continue
        lines += [f"## {pack.code} `{pack.id}` {pack.label}".rstrip(), ""]
        rows = [
            (f"`{one.id}`", one.label, _known_by(one), _columns(one), f"{one.source} ({one.standing.value})".strip())
            for one in pack.layouts
        ]
        lines += _table(("layout", "form", "known by", "columns", "seen in, and what is known of it"), rows)
    return "\n".join(lines)


def _known_by(layout: Layout) -> str:
    """One title of a form, and one word of each of its anchors."""
    title = [f"a title like {layout.titles[0]}"] if layout.titles else []
    anchors = [f"a header with {'、'.join(words[0] for words in layout.anchors)}"] if layout.anchors else []
    return "; ".join([*title, *anchors])


def _columns(layout: Layout) -> str:
    """One word of each column that holds something, by what it holds."""
    holding: dict[str, list[str]] = {}
    for column in layout.columns:
        if column.words and column.role is not Role.OTHER:
            holding.setdefault(column.role.value, []).append(column.words[0])
    return "; ".join(f"{role}: {'、'.join(dict.fromkeys(words))}" for role, words in holding.items())


# --- the bundled words ----------------------------------------------------------------------------------------------


def bundled_words() -> str:
    """Every kind of word: what it does, and the words of the bundled packs."""
    words = [word for one in load(bundled_plugins()).packs for word in one.pack.lexicon]
    said = dict(re.findall(r'^    (\w+) = "[\w-]+"  # (.*)$', inspect.getsource(WordKind), re.MULTILINE))
    rows = []
    for kind in WordKind:
        own = [word for word in words if word.kind is kind]
        values = dict.fromkeys(word.value for word in own)
        forms = (f"{f'`{value}` ' if value else ''}{_forms_of(own, value)}" for value in values)
        rows.append((f"`{kind.name}`", said[kind.name], "; ".join(forms)))
    return "\n".join(
        _table(("kind", "what such a word does, and its values", "words of the bundled packs"), list(rows))
    )


#: So many words of one meaning are shown.
MOST_WORDS = 32


def _forms_of(words: list[Word], value: str) -> str:
    forms = [form for word in words if word.value == value for form in word.forms]
    more = f"… ({len(forms)} in all)" if len(forms) > MOST_WORDS else ""
    return "、".join(forms[:MOST_WORDS]) + more


# --- the places ------------------------------------------------------------------------------------------------------


def bundled_places() -> str:
    """Every pack that sets something for a place: its years, what it sets, where and when its source was seen, its standing."""
    rows: list[tuple[object, ...]] = []
    for one in sorted(load(bundled_plugins()).packs, key=lambda p: (p.pack.code, p.pack.since or 0, p.pack.id)):
        pack = one.pack
        if pack.code == "000000" and not pack.frameworks:
            continue
        years = f"{pack.since or ''}–{pack.until or ''}" if pack.since or pack.until else "all"
        sets = [f"`{f.id}`: {f.name.en}" for f in pack.frameworks if isinstance(f, Framework)]
        sets += [f"`{rule.id}`" for rule in pack.rules]
        seen = "; ".join(t for t in (str(pack.basis), pack.basis.seen.en, pack.basis.address) if t)
        newer = f"; later and unread: {'、'.join(pack.newer)}" if pack.newer else ""
        standing = {f.standing.value for f in pack.frameworks if isinstance(f, Framework)} or {pack.standing.value}
        rows.append(
            (
                called(pack.code),
                years,
                "<br>".join(sets) or "places only",
                f"{seen}{newer}",
                ", ".join(sorted(standing)),
            )
        )
    return "\n".join(
        _table(
            ("place", "fiscal years", "what differs from its parent", "source, where and when it was seen", "standing"),
            rows,
        )
    )


# --- the bundled rules ----------------------------------------------------------------------------------------------


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ") or "—"


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> Iterator[str]:
    if rows:
        yield _row(*head)
        yield "|" + "---|" * len(head)
        yield from (_row(*row) for row in rows)
        yield ""


def _rests_on(thing: object) -> str:
    standing = getattr(thing, "standing", Standing.ARITHMETIC)
    return authority(getattr(thing, "basis", NO_BASIS), standing).en


def _years(pack: Pack) -> str:
    if pack.since is None and pack.until is None:
        return "every year"
    return f"{pack.since or ''}—{pack.until or ''}"


def _label(thing: object) -> str:
    label = getattr(thing, "label", "")
    return f"{label.zh} {label.en}" if isinstance(label, Text) else str(label)


def _defect(number: str) -> str:
    """A number of the catalogue, with the page that says what perfeval does about it."""
    return f"[{number}](defects.md)" if number in DEFECTS else number


def bundled_rules() -> str:
    """Every rule and framework of the bundled packs, with what it rests on."""
    packs = sorted((p.pack for p in load(bundled_plugins()).packs), key=lambda p: (p.code, p.id))
    lines: list[str] = []
    for pack in packs:
        lines += [f"## {pack.code} `{pack.id}` {pack.label}".rstrip(), "", f"In force: {_years(pack)}.", ""]
        if pack.withdraws:
            lines += [f"Withdraws {', '.join(f'`{w}`' for w in pack.withdraws)}.", ""]
        rules = [
            (
                f"`{r.id}`",
                _label(r),
                getattr(r, "severity", Severity.ERROR).value,
                _rests_on(r),
                _defect(getattr(r, "category", "")),
            )
            for r in sorted(pack.rules, key=lambda r: r.id)
        ]
        lines += _table(("rule", "says", "severity", "rests on", "defect"), rules)
        for framework in pack.frameworks:
            lines += _framework(framework)
    return "\n".join(lines)


def _framework(framework: Framework | FrameworkPatch) -> Iterator[str]:
    """A framework, or what a pack changes in one, and its indicators."""
    if isinstance(framework, FrameworkPatch):
        yield f"**Changes in `{framework.framework}`**: {', '.join(framework.touches)}; {_rests_on(framework)}"
        indicators = framework.replace
    else:
        default = ", the default" if framework.default else ""
        yield f"**`{framework.id}`** {framework.label}{default}; {_rests_on(framework)}"
        indicators = framework.indicators
    yield ""
    rows = [(f"`{i.id}`", f"{i.label} {i.name.en}", short(i.points), _rests_on(i)) for i in indicators]
    yield from _table(("indicator", "says", "points", "rests on"), rows)


# --- the kinds of rules ---------------------------------------------------------------------------------------------

#: A section of the front door: its title, and the names it lists.
SECTION = re.compile(r"^# (?P<title>.+)\n__all__ \+?= \[\n(?P<names>(?: {4}\"\w+\",\n)+)\]$", re.M)


def sections() -> dict[str, tuple[str, ...]]:
    """The names of `perfeval.ruling`, as its front door puts them together."""
    text = Path(inspect.getsourcefile(ruling) or "").read_text(encoding="utf-8")
    return {m["title"]: tuple(re.findall(r"\w+", m["names"])) for m in SECTION.finditer(text)}


EMPTY = ((), "", Text(), NO_BASIS, Range())
HEADER = {a.name for a in attrs.fields(RuleHeader)}


def rule_kinds() -> str:
    """Every class a pack is written with: what it is, and its fields."""
    lines: list[str] = []
    for title, names in sections().items():
        classes = [(n, c) for n in names if inspect.isclass(c := getattr(ruling, n))]
        if classes:
            lines += [f"## {title}", ""]
            for name, one in sorted(classes, key=lambda pair: (pair[1].__module__, inspect.getsourcelines(pair[1])[1])):
                lines += _class(name, one)
    return "\n".join(lines)


def _class(name: str, one: type) -> Iterator[str]:
    head, _ = _docstring(inspect.getdoc(one) or "")
    described = meanings(one)
    yield f"### `{name}`"
    yield ""
    yield head
    yield ""
    if issubclass(one, Enum):
        yield "One of " + ", ".join(f"`{member.name}`" for member in one) + "."
        yield ""
        return
    if not attrs.has(one):
        return
    is_rule = issubclass(one, RuleHeader) and one is not RuleHeader
    if "__attrs_init__" in vars(one):  # it is made by its own words
        yield from _table(("word", "type", "without it", "meaning"), list(_words(one, described)))
        return
    fields = [a for a in attrs.fields(one) if not (is_rule and a.name in HEADER) and not a.name.startswith("_")]
    rows = [(f"`{a.alias}`", f"`{_type(a)}`", _default(a), described.get(a.name, "")) for a in fields]
    yield from _table(("field", "type", "without it", "meaning"), rows)
    if is_rule:
        yield f"And the fields of every rule: {', '.join(f'`{n}`' for n in sorted(HEADER))}."
        yield ""


def _words(one: type, described: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """What a class that is not made by its fields is made by."""
    for word in list(inspect.signature(one).parameters.values()):
        default = "needed" if word.default is word.empty else "empty" if word.default in EMPTY else f"`{word.default}`"
        yield (
            f"`{word.name}`",
            f"`{str(word.annotation).replace('perfeval.', '')}`",
            default,
            described.get(word.name, ""),
        )


def meanings(one: type) -> dict[str, str]:
    """What the docstrings of a class and of those it is built on say of its fields."""
    found: dict[str, str] = {}
    for base in reversed(one.__mro__):
        found |= _docstring(inspect.cleandoc(base.__dict__.get("__doc__") or ""))[1]
    return found


def _docstring(text: str) -> tuple[str, dict[str, str]]:
    """The running text of a docstring, and what it says of each field."""
    parts = re.split(r"^(Attributes|Parameters|Raises|Returns)\n-+\n", text, flags=re.MULTILINE)
    described: dict[str, str] = {}
    for kind, body in zip(parts[1::2], parts[2::2], strict=True):
        if kind in ("Attributes", "Parameters"):
            for match in re.finditer(r"^(\w[\w, ]*)\n((?:    .*\n?|\n)+)", body, re.MULTILINE):
                said = " ".join(line.strip() for line in match[2].strip().splitlines())
                described |= dict.fromkeys([n.strip() for n in match[1].split(",")], said)
    return parts[0].strip(), described


def _type(field: attrs.Attribute[object]) -> str:
    return str(getattr(field.type, "__name__", field.type)).replace("perfeval.", "")


def _default(field: attrs.Attribute[object]) -> str:
    if field.default is attrs.NOTHING:
        return "needed"
    if isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
        return "empty"
    value = field.default
    if isinstance(value, Enum):
        return f"`{value.name}`"
    return "empty" if value in EMPTY else f"`{value}`"


MADE: dict[str, Callable[[], str]] = {
    "bundled-places": bundled_places,
    "bundled-rules": bundled_rules, "bundled-forms": bundled_forms, "bundled-words": bundled_words, "rule-kinds": rule_kinds, "defects": defects, "identities": identities,
    "api": api, "line-items": line_items,
}  # fmt: skip
_REGION = re.compile(r"(^<!-- made: (?P<name>[\w-]+) -->\n)(?P<body>.*?)(^<!-- end -->$)", re.MULTILINE | re.DOTALL)


def with_made_parts(text: str) -> str:
    """A page with the parts that are made from the code as they are now."""
    return _REGION.sub(lambda m: f"{m[1]}\n{MADE[m['name']]().strip()}\n\n{m[4]}", text)
