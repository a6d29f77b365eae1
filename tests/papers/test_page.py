"""The web page: it stands alone and asks nothing of any network, says in words what it shows, and no text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from attrs import define, evolve, field
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.papers.made import example

import perfeval
from perfeval.evaluation import Evaluation
from perfeval.findings import Finding, Severity, Text
from perfeval.privacy import masked
from perfeval.renderers.page import render_html
from perfeval.summary import summary_of

#: Attributes with which a page makes a browser ask for something.
ASKING = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "manifest", "xlink:href"}
#: Elements that load or run something.
ACTIVE = {"script", "link", "img", "iframe", "object", "embed", "audio", "video", "source", "base", "form", "input", "image", "use", "foreignobject"}  # fmt: skip
VOID = {"meta", "br"}


@define
class Page(HTMLParser):
    """Every element of a page with its attributes, the levels of its headings, its texts, and whether each was closed."""

    elements: list[tuple[str, dict[str, str | None]]] = field(factory=list)
    open: list[str] = field(factory=list)
    texts: list[str] = field(factory=list)

    def __attrs_pre_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the one that was begun last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """A text."""
        self.texts.append(data)

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of a name."""
        return [attributes for tag, attributes in self.elements if tag in tags]


def parsed(evaluations: Sequence[Evaluation], lang: str = "zh") -> Page:
    """A page, taken apart; everything in it is closed."""
    page = Page()
    page.feed(render_html(evaluations, lang))
    page.close()
    assert page.open == []
    return page


def saying(text: str) -> Evaluation:
    """An evaluation of nothing with one finding, a unit and a title that say this."""
    made = perfeval.evaluate(perfeval.Report.build({("total", 2023, "actual"): "1.00"}, entity="示例局", year=2023))
    report = evolve(made.report, entity=text, title=text, source=text)
    return evolve(
        made, report=report, findings=(Finding("acme", Severity.ERROR, Text(text, text), fingerprint="0" * 12),)
    )


@cache
def one() -> Page:
    """The example's page."""
    return parsed([example()])


@cache
def many() -> Page:
    """The page of a batch: the example nine times, with scores of its own each."""
    return parsed([scored(n) for n in (60, 90, 91, 92, 92, 93, 94, 95, 96)])


def scored(number: int) -> Evaluation:
    """The example with another declared score."""
    scores = tuple(evolve(s, declared=s.declared and s.declared * 0 + number) for s in example().scores)
    return evolve(example(), scores=scores)


@pytest.mark.parametrize("page", [one, many], ids=["one", "many"])
def test_nothing_is_asked_of_a_network(page) -> None:
    """No element loads anything, no address is followed but places of the page itself, and a policy forbids the rest."""
    found = page()

    assert {tag for tag, _ in found.elements} & ACTIVE == set()
    assert [a for _, attributes in found.elements for a in attributes if a in ASKING or a.startswith("on")] == []
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert [a["href"] for a in found.named("a") if (a["href"] or "").removeprefix("#") not in ids] == []
    assert len(ids) == len(set(ids))
    assert any(m.get("content") == "default-src 'none'; style-src 'unsafe-inline'" for m in found.named("meta"))
    style = re.search("<style>(.*?)</style>", render_html([example()]), re.DOTALL)
    assert style is not None
    assert "url(" not in style[1]
    assert "@import" not in style[1]


@pytest.mark.parametrize("page", [one, many], ids=["one", "many"])
def test_tables_and_headings_can_be_heard(page) -> None:
    """Every table has a caption, and heads with their scope; no level of headings is left out; the language is said."""
    found = page()
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch("h[1-6]", tag)]

    assert len(found.named("caption")) == len(found.named("table")) > 0
    assert {cell.get("scope") for cell in found.named("th")} == {"col", "row"}
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert found.named("html")[0]["lang"] == "zh-CN"
    assert len(found.named("main")) == 1


@pytest.mark.parametrize("page", [one, many], ids=["one", "many"])
def test_pictures_are_said_in_words(page) -> None:
    """Every picture has a name, a title and a description."""
    found = page()
    pictures = found.named("svg")

    assert pictures
    assert all(p["role"] == "img" and p["aria-label"] for p in pictures)
    assert len(found.named("desc")) == len(found.named("figcaption")) == len(pictures)
    assert len(found.named("title")) == len(pictures) + 1


def test_every_matter_is_on_the_page() -> None:
    """Each matter stands there with its number, its place, its fact and its id."""
    shown = "".join(one().texts)

    for matter in summary_of(example()).matters:
        assert f"{matter.number}. {matter.title.zh}" in shown
        assert masked(matter.where.zh) in shown
        assert masked(matter.fact.zh) in shown
        assert matter.id in shown


def test_what_is_not_explained_is_a_step_of_its_own() -> None:
    """The bridge from the original budget to what was spent shows what the text explains, and names the rest."""
    shown = "".join(one().texts)

    assert re.search(
        r"年初预算 341\.42；.*\+5\.00；.*\+2\.22；未说明的差额 -32\.60；全年预算 316\.04；全年执行 316\.04", shown
    )


def test_blocks_are_declared_and_recomputed() -> None:
    """The picture of the scores says of each block what was declared and what it can be."""
    shown = "".join(one().texts)

    assert "产出指标 自评 50，复算 30～50，分值 50" in shown


def test_what_holds_and_what_does_not_is_marked() -> None:
    """Totals are marked by a sign, not by colour alone, broken ones first."""
    drawn = [text for text in one().texts if text.startswith(("✓ ", "✗ "))]

    assert drawn[0].startswith("✗ 总分")
    assert any(text.startswith("✓ ") for text in drawn)


@given(text=st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40))
@settings(max_examples=20)
def test_no_text_becomes_markup(text: str) -> None:
    """Whatever a report says, the page has the same elements: a text is a text."""
    plain, strange = parsed([saying("数不符")]), parsed([saying(f"<script>{text}</script>\"'&<b onclick=x>")])

    tags = [tag for tag, _ in strange.elements if tag != "br"]
    assert "script" not in tags
    assert "b" in tags
    assert not any("onclick" in attributes for _, attributes in strange.elements)
    assert set(tags) <= {tag for tag, _ in plain.elements} | {"details", "summary", "span"}


def test_personal_data_is_covered() -> None:
    """A telephone number in a finding does not stand in the page."""
    page = render_html([saying("联系电话13800000000有误")])

    assert "13800000000" not in page
    assert "138****0000" in page


def test_a_batch_says_how_scores_are_spread() -> None:
    """The batch's page counts the declared scores, names what is found most often, and says which stand apart and what that
    does not mean."""
    shown = "".join(many().texts)

    assert "60–65 分 1 份；90–95 分 6 份；95–100 分 2 份" in shown
    assert "怀化市某单位 60" in shown
    assert "离群不等于有误" in shown
    assert "常见问题" in shown


def test_reports_with_one_score() -> None:
    """Different reports with the same declared score stand side by side."""
    shown = "".join(parsed([scored(95), evolve(scored(95), findings=())]).texts)

    assert "95–100 分 2 份" in shown


def test_few_scores_say_nothing() -> None:
    """Of a few scores none is called one that stands apart."""
    shown = "".join(parsed([scored(60), scored(95)]).texts)

    assert "自评得分不足 8 个，不作判断" in shown


def test_a_page_in_english() -> None:
    """Asked for in English, what the page says itself is English."""
    found = parsed([example()], "en")

    assert found.named("html")[0]["lang"] == "en"
    assert any("To correct" in text for text in found.texts)
    assert not any("请核实更正" in text for text in found.texts)
