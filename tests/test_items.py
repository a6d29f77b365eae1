"""Items: what a figure is of, as fields and as the slug that is printed."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.errors import ModelError, PackError
from perfeval.model import FigureName, Item, Statement, printed
from perfeval.quantities import read
from perfeval.ruling import AnyOf, EqualTo, Ref, RowsUnder

WORDS = st.text(alphabet="abc.-行政档案", min_size=1, max_size=6)
LABELS = st.text(alphabet="甲乙a:/#@：（）1 ", max_size=8)


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Any item: a line, a class or row of it, a rate of that."""
    item = Item(draw(WORDS), draw(st.sampled_from(("", "301", "2010101"))))
    for label in draw(st.lists(LABELS, max_size=2)):
        item = item.row(label)
    return item.rated(draw(st.sampled_from(("", "growth", "execution-rate"))))


@given(items())
def test_printed_and_read_back(item: Item) -> None:
    """Rule 1: `str(item)` and `Item.parse` undo each other."""
    assert Item.parse(str(item)) == item


@given(items(), items())
def test_two_items_never_look_alike(one: Item, other: Item) -> None:
    """Rule 1: the printed form leaves no part out."""
    assert (str(one) == str(other)) is (one == other)


@given(WORDS, LABELS)
def test_a_label_is_one_part(line: str, label: str) -> None:
    """Rule 2: what separates the parts of a printed item never stands inside one."""
    row = Item(line).row(label)

    assert row.line == Item(line)
    assert row.above == Item(line)
    assert len(row.free) == 1
    assert str(row).count("/") == 1


@pytest.mark.parametrize("separator", "@/:#")
def test_a_part_with_a_separator(separator: str) -> None:
    """Rule 2, for parts a program gives: the error names the item and the part."""
    with pytest.raises(ModelError, match=f"a{separator}b"):
        Item(f"a{separator}b")
    with pytest.raises(ModelError, match="'project'"):
        Item("project", free=(f"a{separator}b",))


def test_the_fields_of_a_printed_item() -> None:
    """Every part is where it belongs."""
    item = Item.parse("staff.posts@301/行政/科员:change")

    assert (item.base, item.code, item.free) == ("staff.posts", "301", ("行政", "科员"))
    assert item.rate == "change"
    assert not item.is_plain
    assert Item.parse("staff.posts").is_plain
    assert item.is_below("staff")
    assert not item.is_below("staff.posts")


def test_items_seen_from_one() -> None:
    """The line, the amount, the figure over all classes."""
    item = Item.parse("basic@301/甲:change")

    assert str(item.line) == "basic"
    assert str(item.amount) == "basic@301/甲"
    assert str(item.unclassed) == "basic/甲:change"
    assert item.amount.above == Item("basic", "301")
    assert Item("basic").above is None


def test_a_character_that_no_name_has() -> None:
    """A slug with a `#` is no name of anything, and the error says which part holds it."""
    with pytest.raises(ModelError, match=r"'total#column'.*holds one of @ / : #"):
        Item.parse("total#column")


@given(items())
def test_a_pickled_item_is_the_same_item(item: Item) -> None:
    """Reports and rulebooks are handed between processes."""
    hash(item)
    again = pickle.loads(pickle.dumps(item))

    assert again == item
    assert hash(again) == hash(item)


def name(item: str | Item) -> FigureName:
    """A figure of that item."""
    return FigureName(printed("某局"), item, printed(2023), printed("actual"), printed("all"))


def test_a_name_takes_the_printed_form() -> None:
    """A slug is an item wherever a figure is named or listed under another."""
    stated = Statement(name("project/甲"), "甲", read("1.00"), printed("x"), "表", parent="project")  # type: ignore[arg-type]

    assert stated.name == name(Item("project").row("甲"))
    assert stated.parent == Item("project")
    assert Statement(name("project"), "", read("1.00"), printed("x"), "表").parent is None  # type: ignore[arg-type]


@pytest.mark.parametrize(("at_hand", "named", "meant"), [
    ("basic", None, "basic"), ("basic:rate", None, "basic"), ("basic@301", None, "basic@301"),
    ("basic:execution-rate", "*", "basic"), ("project/甲", "*:change", "project/甲:change"),
    ("basic@301", "project", "project@301"), ("basic@301", "project@302", "project@302"), ("basic", "project", "project"),
])  # fmt: skip
def test_what_a_rule_names_from_where_it_stands(at_hand: str, named: str | None, meant: str) -> None:
    """A rule's word is the same figure, another of the same line, or another line of the same class."""
    found = Ref(named).of(name(at_hand))

    assert found is not None
    assert str(found.item) == meant


# --- names that are none ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["*#grwoth", Ref("total#lst"), AnyOf("basic", Ref("*#nwo")), RowsUnder("*#")])
def test_a_rule_about_a_name_that_is_none(word: str | Ref | AnyOf | RowsUnder) -> None:
    """A name that cannot be one is an error where the rule is made, with the rule and the field."""
    with pytest.raises(PackError, match=r"'mine', other: .* holds one of"):
        EqualTo(id="mine", one="total", other=word)
