"""Elements of a web page, put together so that no text of a report can be anything but text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from attrs import frozen

#: Elements that have no end.
_EMPTY = {"meta", "line", "rect", "path", "circle"}


@frozen
class Html:
    """Markup that is already markup."""

    text: str


Content = str | Html


def element(name: str, /, *content: Content, **attributes: object) -> Html:
    """An element; a text in it or in its attributes is escaped. `class_` is the attribute class, `stroke_width` stroke-width."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Html(f"<{name}{said}>" if name == "meta" else f"<{name}{said}/>")
    return Html(f"<{name}{said}>{joined(content)}</{name}>")


def joined(content: Iterable[Content]) -> str:
    """Texts and elements one after the other, as markup."""
    return "".join(c.text if isinstance(c, Html) else escape(c) for c in content)


def lines(text: str) -> Html:
    """A text whose line breaks are kept."""
    return Html("<br>".join(escape(line) for line in text.split("\n")))


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[Content]], *, numbers: Iterable[int] = ()
) -> Html:
    """A table with a caption, heads of columns, and the first cell of each row as the head of the row."""
    right = set(numbers)
    head = element("tr", *(element("th", h, scope="col") for h in heads))
    made = []
    for row in rows:
        cells = [element("th", row[0], scope="row")]
        cells += [element("td", cell, class_="n" if n in right else None) for n, cell in enumerate(row[1:], 1)]
        made.append(element("tr", *cells))
    whole = element("table", element("caption", caption), element("thead", head), element("tbody", *made))
    return element("div", whole, class_="wide", tabindex="0", role="group", aria_label=caption)


STYLE = """
:root{--ink:#1b2733;--soft:#55616d;--line:#c9d2da;--paper:#fff;--tint:#f3f6f9;--bad:#a3242b;--ask:#7a5200;--good:#1d6b3a;--blue:#1f5a99}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.65 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
main{max-width:68rem;margin:0 auto;padding:1rem 1.2rem 3rem}
h1{font-size:1.6rem;line-height:1.3;margin:.6rem 0}h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:2px solid var(--line)}h3{font-size:1.05rem;margin:1.4rem 0 .4rem}
p{margin:.4rem 0}.soft{color:var(--soft);font-size:.92rem}.note{border-left:4px solid var(--blue);background:var(--tint);padding:.5rem .8rem}
.counts{display:flex;flex-wrap:wrap;gap:.6rem;padding:0;margin:.8rem 0;list-style:none}.counts li{border:1px solid var(--line);border-radius:.4rem;padding:.3rem .8rem;background:var(--tint)}.counts b{font-size:1.3rem}
ol.matters{padding:0;list-style:none;margin:0}ol.matters>li{border:1px solid var(--line);border-left-width:5px;border-radius:.3rem;padding:.5rem .8rem;margin:.6rem 0;break-inside:avoid}
.correct>li{border-left-color:var(--bad)!important}.explain>li,.ask>li{border-left-color:var(--ask)!important}.notice>li{border-left-color:var(--soft)!important}
.where{color:var(--soft)}.id{font:.8rem ui-monospace,monospace;color:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:.93rem}caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}thead th{background:var(--tint);white-space:nowrap}tbody th{font-weight:400}td.n{text-align:right;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}.wide:focus{outline:2px solid var(--blue)}figure{margin:1rem 0}figcaption{font-weight:600}svg{max-width:100%;height:auto}svg text{font-family:inherit}
details{margin:.2rem 0}summary{cursor:pointer;color:var(--soft);font-size:.92rem}
.hold{color:var(--good)}.break{color:var(--bad);font-weight:600}
ul.tree,ul.tree ul{list-style:none;margin:0;padding-left:1.2rem;border-left:1px solid var(--line)}ul.tree{border:0;padding:0}ul.tree li{margin:.15rem 0}
@media (max-width:40rem){body{font-size:17px}main{padding:.6rem .8rem 2rem}h1{font-size:1.35rem}.counts{gap:.35rem}figure svg{max-width:none}}
@media print{details::details-content{content-visibility:visible;block-size:auto}body{font-size:10.5pt}main{max-width:none;padding:0}details:not([open])>*{display:block}h2,h3,caption{break-after:avoid}thead{display:table-header-group}tr{break-inside:avoid}.wide,figure{overflow:visible}}
"""


def document(title: str, lang: str, body: Sequence[Html]) -> str:
    """A whole page. Its policy forbids a browser to ask anything of anybody."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("title", title),
        Html(f"<style>{STYLE}</style>"),
    )
    main = element("main", element("h1", title), *body)
    whole = element("html", head, element("body", main), lang={"zh": "zh-CN"}.get(lang, lang))
    return f"<!DOCTYPE html>\n{whole.text}\n"


__all__ = ["Content", "Html", "document", "element", "joined", "lines", "table"]
