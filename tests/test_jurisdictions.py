"""Places: codes, lineage, names, and what a text is taken to name."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import timeit
from collections import Counter
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.errors import JurisdictionError, ModelError, PerfevalError
from perfeval.jurisdictions import EDITION, NATION, Gazetteer, Jurisdiction, bundled, lineage

PLACES = {place.code: place for place in bundled()}
GAZETTEER = Gazetteer()
HUAIHUA_COUNTIES = (
    Jurisdiction("431202", "鹤城区"),
    Jurisdiction("431230", "通道侗族自治县"),
    Jurisdiction("431281", "洪江市"),
)

WELL_KNOWN = {
    "110000": "北京市",
    "110105": "朝阳区",
    "120116": "滨海新区",
    "131000": "廊坊市",
    "150600": "鄂尔多斯市",
    "152500": "锡林郭勒盟",
    "211300": "朝阳市",
    "220200": "吉林市",
    "232700": "大兴安岭地区",
    "310107": "普陀区",
    "310115": "浦东新区",
    "331100": "丽水市",
    "340600": "淮北市",
    "341700": "池州市",
    "371700": "菏泽市",
    "420100": "武汉市",
    "422800": "恩施土家族苗族自治州",
    "429004": "仙桃市",
    "430600": "岳阳市",
    "431200": "怀化市",
    "440700": "江门市",
    "450000": "广西壮族自治区",
    "460400": "儋州市",
    "500102": "涪陵区",
    "500240": "石柱土家族自治县",
    "510900": "遂宁市",
    "511400": "眉山市",
    "530900": "临沧市",
    "540600": "那曲市",
    "620500": "天水市",
    "632500": "海南藏族自治州",
    "652800": "巴音郭楞蒙古自治州",
    "654000": "伊犁哈萨克自治州",
    "810000": "香港特别行政区",
}

possible_codes = st.builds(
    lambda province, prefecture, county: f"{province}{prefecture:02}{county if prefecture else 0:02}",
    st.sampled_from(sorted({code[:2] for code in PLACES} - {"00"})),
    st.integers(0, 99),
    st.integers(0, 99),
)
# Texts dense in pieces of names, so that hits, seams and chains do come up.
texts = st.lists(
    st.one_of(
        st.sampled_from([place.name for place in bundled()]),
        st.sampled_from([place.name[:2] for place in bundled()]),
        st.sampled_from(["财政局", "档案馆", "、", " ", "（", "2023年度", "场", "的", "县", "镇", "项目"]),
        st.text(max_size=3),
    ),
    max_size=8,
).map("".join)


def codes(text: str, gazetteer: Gazetteer = GAZETTEER) -> list[str]:
    return [place.code for place in gazetteer.mentioned(text)]


class TestLineage:
    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("000000", ("000000",)),
            ("430000", ("000000", "430000")),
            ("431200", ("000000", "430000", "431200")),
            ("431202", ("000000", "430000", "431200", "431202")),
            ("429004", ("000000", "420000", "429000", "429004")),
            ("500240", ("000000", "500000", "500200", "500240")),
        ],
    )
    def test_runs_from_the_nation_to_the_place(self, code: str, expected: tuple[str, ...]) -> None:
        """A lineage lists the nation first and the place itself last."""
        assert lineage(code) == expected

    @given(possible_codes)
    def test_each_step_lies_in_the_one_before(self, code: str) -> None:
        """Every step keeps the digits that matter of the step before it, and is deeper."""
        steps = lineage(code)
        assert steps[0] == NATION.code
        assert steps[-1] == code
        for upper, lower in pairwise(steps):
            kept = upper.rstrip("0")
            assert lower.startswith(kept)
            assert lower != upper

    @given(possible_codes)
    def test_every_step_has_the_same_lineage_up_to_itself(self, code: str) -> None:
        """The lineage of a step is the lineage of the place cut off there."""
        steps = lineage(code)
        for length, step in enumerate(steps, start=1):
            assert lineage(step) == steps[:length]

    def test_of_a_bundled_place_is_bundled(self) -> None:
        """Every place a bundled place lies in is bundled too."""
        assert {step for code in PLACES for step in lineage(code)} == set(PLACES)

    @pytest.mark.parametrize(
        "code",
        [
            "",
            "4312",
            "43120",
            "4312000",
            "43120a",
            " 431200",
            "４３１２００",
            "四三一二〇〇",
            "000001",
            "000100",
            "010000",
            "160000",
            "990000",
            "430001",
            "310007",
        ],
    )
    def test_of_an_impossible_code_is_refused(self, code: str) -> None:
        """A code that is not six ASCII digits, has no province or skips the prefecture is refused by name."""
        with pytest.raises(JurisdictionError) as caught:
            lineage(code)
        assert repr(code) in caught.value.zh
        assert repr(code) in caught.value.en

    def test_of_a_number_is_refused(self) -> None:
        """A code given as a number is refused like any other that is not a text of six digits."""
        with pytest.raises(JurisdictionError, match="431200"):
            lineage(431200)  # type: ignore[arg-type]

    def test_error_is_a_lookup_error_of_this_library(self) -> None:
        """The error can be caught as a LookupError and as a PerfevalError."""
        with pytest.raises(LookupError) as caught:
            lineage("430001")
        assert isinstance(caught.value, PerfevalError)
        assert "429004" in str(caught.value)

    @given(st.text(max_size=8))
    def test_never_fails_otherwise(self, code: str) -> None:
        """Any text has a lineage or raises JurisdictionError, nothing else."""
        try:
            steps = lineage(code)
        except JurisdictionError:
            return
        assert steps[-1] == code


class TestJurisdiction:
    @pytest.mark.parametrize(
        ("code", "level"),
        [
            ("000000", "nation"),
            ("310000", "province"),
            ("431200", "prefecture"),
            ("310107", "county"),
            ("429004", "county"),
        ],
    )
    def test_level_follows_from_the_code(self, code: str, level: str) -> None:
        """The level is read off the code: a county right below its province is a county."""
        assert PLACES[code].level == level

    def test_impossible_code_is_refused(self) -> None:
        """A place cannot be made with a code that cannot exist."""
        with pytest.raises(JurisdictionError):
            Jurisdiction("430001", "某县")

    @pytest.mark.parametrize("name", ["", " ", "怀化市 ", "\n怀化市"])
    def test_blank_name_or_alias_is_refused(self, name: str) -> None:
        """An empty or padded name is refused, as the name and as an alias."""
        with pytest.raises(ModelError):
            Jurisdiction("431200", name)
        with pytest.raises(ModelError):
            Jurisdiction("431200", "怀化市", (name,))

    def test_bare_text_as_aliases_is_refused(self) -> None:
        """One alias without its tuple is refused instead of being taken apart into characters."""
        with pytest.raises(ModelError, match="怀化市"):
            Jurisdiction("431200", "怀化市", "怀化")  # type: ignore[arg-type]

    def test_is_frozen_and_hashable(self) -> None:
        """A place cannot be changed and can be a key."""
        place = PLACES["431200"]
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            place.name = "别名"  # type: ignore[misc]
        assert {place: 1}[Jurisdiction("431200", "怀化市")] == 1


class TestBundled:
    @pytest.mark.parametrize(("code", "name"), WELL_KNOWN.items())
    def test_well_known_codes_have_their_names(self, code: str, name: str) -> None:
        """Well known codes stand for the places they are known to stand for."""
        assert PLACES[code].name == name

    def test_codes_are_unique_and_in_order(self) -> None:
        """No code is listed twice, and the list is in order."""
        listed = [place.code for place in bundled()]
        assert listed == sorted(set(listed))

    def test_counts_per_level(self) -> None:
        """There are 34 provinces, 333 prefectures and nine grouping rows, and 2,846 counties as the bureau of statistics has them."""
        assert Counter(place.level for place in bundled()) == {
            "nation": 1,
            "province": 34,
            "prefecture": 333 + 5 + 4,
            "county": 86 + 32 + 2728,
        }

    def test_counts_per_kind_of_prefecture(self) -> None:
        """The prefectures are 293 cities, 7 地区, 30 自治州 and 3 盟, as the state of the list has it."""
        kinds = Counter(
            next(kind for kind in ("自治州", "地区", "盟", "市") if place.name.endswith(kind))
            for place in bundled()
            if place.level == "prefecture" and place.name.endswith(("自治州", "地区", "盟", "市"))
        )
        assert kinds == {"市": 293, "地区": 7, "自治州": 30, "盟": 3}

    @pytest.mark.parametrize(
        ("digits", "count"),
        [
            ("13", 11),
            ("14", 11),
            ("15", 12),
            ("21", 14),
            ("22", 9),
            ("23", 13),
            ("32", 13),
            ("33", 11),
            ("34", 16),
            ("35", 9),
            ("36", 11),
            ("37", 16),
            ("41", 17),
            ("42", 13),
            ("43", 14),
            ("44", 21),
            ("45", 14),
            ("46", 4),
            ("51", 21),
            ("52", 9),
            ("53", 16),
            ("54", 7),
            ("61", 10),
            ("62", 14),
            ("63", 8),
            ("64", 5),
            ("65", 14),
        ],
    )
    def test_counts_of_prefectures_per_province(self, digits: str, count: int) -> None:
        """Every province has as many prefectures as it is known to have, grouping rows aside."""
        own = [c for c, place in PLACES.items() if c.startswith(digits) and place.level == "prefecture"]
        assert len([c for c in own if not c.endswith("9000")]) == count

    @pytest.mark.parametrize(("digits", "count"), [("11", 16), ("12", 16), ("31", 16), ("50", 38)])
    def test_counts_of_districts_per_municipality(self, digits: str, count: int) -> None:
        """Every municipality has as many districts and counties as it is known to have."""
        assert sum(place.level == "county" and code.startswith(digits) for code, place in PLACES.items()) == count

    def test_counts_per_kind_of_county(self) -> None:
        """Counties, autonomous counties and banners are as many as the state of the list has them."""
        kinds = Counter(
            next(kind for kind in ("自治县", "自治旗", "县", "旗") if place.name.endswith(kind))
            for place in bundled()
            if place.level == "county" and place.name.endswith(("县", "旗")) and len(place.name) > 1
        )
        assert kinds == {"县": 1299, "自治县": 117, "旗": 49, "自治旗": 3}

    def test_full_names_are_unique_apart_from_districts_and_grouping_rows(self) -> None:
        """Of two bundled places that share a full name, both are districts, or grouping rows."""
        counts = Counter(place.name for place in bundled())
        shared = {name for name, count in counts.items() if count > 1}
        assert {name for name in shared if not name.endswith("区")} == {"省直辖县级行政区划"}
        assert len(shared) == 30

    @pytest.mark.parametrize(("former", "today"), [("410322", "410308"), ("431121", "431181"), ("330104", "330102")])
    def test_former_codes_and_names_lead_to_today(self, former: str, today: str) -> None:
        """A code or name that was given up from 2021 to 2023 stands for what the place became."""
        assert GAZETTEER.get(former) == PLACES[today]

    def test_former_names(self) -> None:
        """孟津县 and 偃师市 are districts of Luoyang now."""
        assert codes("河南省洛阳市孟津县财政局") == ["410308"]
        assert codes("偃师市财政局") == ["410307"]

    def test_edition_says_state_source_and_remedy(self) -> None:
        """The edition names the publisher and the year, owns up to transcription, and says how to correct it."""
        for part in (
            "Ministry of Civil Affairs",
            "2023",
            "Transcribed",
            "same code",
            "National Bureau of Statistics",
            "WTFPL",
        ):
            assert part in EDITION


class TestGet:
    def test_known_unknown_and_impossible_codes(self) -> None:
        """A known code gives its place; an unknown or impossible one gives None."""
        assert GAZETTEER.get("431200") == Jurisdiction("431200", "怀化市")
        assert GAZETTEER.get("000000") is NATION
        assert GAZETTEER.get("431202") == Jurisdiction("431202", "鹤城区")
        assert GAZETTEER.get("431299") is None
        assert GAZETTEER.get("怀化") is None


class TestExtra:
    def test_added_place_is_found_by_code_name_and_text(self) -> None:
        """A place from a pack is found in every way a bundled one is."""
        gazetteer = Gazetteer(HUAIHUA_COUNTIES)
        assert gazetteer.get("431202") == HUAIHUA_COUNTIES[0]
        assert [place.code for place in gazetteer.named("通道县")] == ["431230"]
        assert codes("湖南省怀化市鹤城区财政局", gazetteer) == ["431202"]
        assert codes("通道侗族自治县民政局", gazetteer) == ["431230"]

    def test_same_code_replaces_the_bundled_place(self) -> None:
        """A place with a bundled code and another name corrects the bundled list."""
        gazetteer = Gazetteer([Jurisdiction("431200", "新怀化市")])
        assert gazetteer.get("431200") == Jurisdiction("431200", "新怀化市")
        assert gazetteer.named("怀化市") == ()
        assert len(gazetteer.places) == len(PLACES)

    def test_same_code_and_name_adds_aliases(self) -> None:
        """Aliases of several places with one code and name all count."""
        gazetteer = Gazetteer(
            [Jurisdiction("431200", "怀化市", ("黔中",)), Jurisdiction("431200", "怀化市", ("鹤州",))],
        )
        assert [place.code for place in (*gazetteer.named("黔中"), *gazetteer.named("鹤州"))] == ["431200", "431200"]

    def test_one_code_with_two_names_is_refused(self) -> None:
        """Two extra places with one code and different names are refused, both named."""
        with pytest.raises(ModelError, match=r"431202.*鹤城区.*城中区"):
            Gazetteer([HUAIHUA_COUNTIES[0], Jurisdiction("431202", "城中区")])

    def test_gazetteers_of_the_same_places_are_equal(self) -> None:
        """Gazetteers compare by what was added to them."""
        assert Gazetteer(list(HUAIHUA_COUNTIES)) == Gazetteer(HUAIHUA_COUNTIES)
        assert Gazetteer(HUAIHUA_COUNTIES) != GAZETTEER
        assert len({Gazetteer(), GAZETTEER}) == 1


class TestNamed:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("怀化市", ["431200"]),
            ("怀化", ["431200"]),
            ("湖南省", ["430000"]),
            ("湖南", ["430000"]),
            ("内蒙古", ["150000"]),
            ("广西", ["450000"]),
            ("广西自治区", ["450000"]),
            ("新疆", ["650000"]),
            ("香港", ["810000"]),
            ("阿里地区", ["542500"]),
            ("阿里", ["542500"]),
            ("锡林郭勒", ["152500"]),
            ("恩施州", ["422800"]),
            ("恩施自治州", ["422800"]),
            ("恩施", ["422800", "422801"]),
            ("海西州", ["632800"]),
            ("巴音郭楞", ["652800"]),
            ("克孜勒苏州", ["653000"]),
            ("石柱县", ["500240"]),
            ("浦东", ["310115"]),
            ("神农架", ["429021"]),
            ("忠县", ["500233"]),
            ("忠", []),
            ("全国", ["000000"]),
            (" 怀化市 ", ["431200"]),
            ("吉林", ["220000", "220200"]),
            ("海南", ["150303", "460000", "632500"]),
            ("朝阳", ["110105", "211300", "211321", "220104"]),
            ("怀化市档案馆", []),
            ("市辖区", []),
            ("县", []),
            ("", []),
        ],
    )
    def test_exact_names(self, name: str, expected: list[str]) -> None:
        """A full or short name gives all who bear it; anything else gives none."""
        assert [place.code for place in GAZETTEER.named(name)] == expected

    def test_every_place_is_found_by_its_full_name_unless_a_grouping(self) -> None:
        """Every bundled place answers to its full name, with its namesakes; grouping rows answer to nothing."""
        for place in bundled():
            grouping = place.name in {"市辖区", "县"} or place.name.endswith("行政区划")
            found = GAZETTEER.named(place.name)
            assert (found == ()) if grouping else (place in found)
            assert all(place.name in (one.name, *one.aliases) for one in found) or len(place.name) < 4

    def test_place_named_only_after_its_people_has_no_short_name(self) -> None:
        """东乡族自治县 does not answer to the name of its people."""
        gazetteer = Gazetteer([Jurisdiction("622926", "东乡族自治县")])
        assert gazetteer.named("东乡族") == ()
        assert gazetteer.named("东乡族自治县") != ()

    def test_zone_has_no_short_name(self) -> None:
        """A zone is not called by what is left of its name without 区."""
        gazetteer = Gazetteer([Jurisdiction("431271", "洪江管理区")])
        assert gazetteer.named("洪江管理") == ()
        assert codes("怀化市洪江管理区财政局", gazetteer) == ["431271"]


class TestMentioned:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("上海市普陀区", ["310107"]),
            ("上海市 普陀区", ["310107"]),
            ("怀化市档案馆", ["431200"]),
            ("湖南省怀化市", ["431200"]),
            ("关于湖南省怀化市档案馆的批复", ["431200"]),
            ("湖南省财政厅对怀化市、岳阳市的评价", ["431200", "430600"]),
            ("岳阳市与怀化市、岳阳市", ["430600", "431200"]),
            ("恩施土家族苗族自治州人民医院", ["422800"]),
            ("来自恩施州的项目", ["422800"]),
            ("马鞍山市财政局", ["340500"]),
            ("其中山东省、山西省", ["370000", "140000"]),
            ("全国重点项目", []),
            ("市辖区及省直辖县级行政区划", []),
            ("", []),
        ],
    )
    def test_full_names_count_anywhere(self, text: str, expected: list[str]) -> None:
        """Full names are found wherever they stand, the deepest only, in the order of the text."""
        assert codes(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("怀化财政局", ["431200"]),
            ("怀化市场监督管理局", ["431200"]),
            ("2023年度怀化档案馆部门决算", ["431200"]),
            ("《怀化档案馆》", ["431200"]),
            ("怀化", ["431200"]),
            ("湖南怀化市档案馆", ["431200"]),
            ("湖南怀化档案馆", ["431200"]),
            ("湖南省怀化档案馆", ["431200"]),
            ("关于湖南省怀化档案馆", ["431200"]),
            ("上海普陀", ["310107"]),
            ("上海普陀教育局", ["310107"]),
            ("重庆市忠县的项目", ["500233"]),
            ("忠县财政局", ["500233"]),
            ("内蒙古自然资源厅", ["150000"]),
        ],
    )
    def test_short_names_count_before_a_public_body(self, text: str, expected: list[str]) -> None:
        """A short name counts at the start or behind its own place, before a public body, a place or the end."""
        assert codes(text) == expected

    @pytest.mark.parametrize(
        "text",
        [
            "朝阳产业",
            "朝阳产业发展中心",
            "中山装",
            "中山装研究所",
            "中山大学",
            "大理石研究所",
            "海南岛旅游",
            "怀化镇人民政府",
            "南京西路街道办事处",
            "东方财政局",
            "普陀",
            "万州财政局",
            "效忠县委",
            "关于怀化的报告",
        ],
    )
    def test_words_that_only_begin_like_a_place_do_not_count(self, text: str) -> None:
        """A short name inside another word or name is neither found nor called ambiguous."""
        assert codes(text) == []
        assert GAZETTEER.ambiguous(text) == ()

    @pytest.mark.parametrize(
        "text", ["小商品东方市场", "浙江门市部", "南昌都市圈", "宜昌都市农业", "长江南岸区域", "黄河东区治理"]
    )
    def test_seams_of_other_words_do_not_count(self, text: str) -> None:
        """A full name that is only the seam of other words is not found."""
        assert codes(text) == []

    @pytest.mark.parametrize(
        ("text", "expected"), [("江门市部门预算", ["440700"]), ("怀化市场馆中心", ["431200"]), ("昌都市", ["540300"])]
    )
    def test_names_that_look_like_seams_count_all_the_same(self, text: str, expected: list[str]) -> None:
        """A full name before 部门 or 场馆 is a place."""
        assert codes(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("长沙市朝阳区财政局", ["430100"]),
            ("南昌市江北区", ["360100"]),
            ("北京市朝阳区与长沙市朝阳区", ["110105", "430100"]),
        ],
    )
    def test_county_of_another_place_is_not_its_namesake(self, text: str, expected: list[str]) -> None:
        """A county behind a place it does not lie in is one the gazetteer does not know, not its namesake."""
        assert codes(text) == expected
        assert GAZETTEER.ambiguous(text) == ()

    @given(texts)
    def test_no_place_lies_in_another(self, text: str) -> None:
        """The answer is without repeats, without the nation, and no place in it lies in another."""
        found = codes(text)
        assert len(found) == len(set(found))
        assert NATION.code not in found
        for code in found:
            assert not set(lineage(code)[:-1]) & set(found)

    @given(texts)
    def test_every_place_is_borne_out_by_the_text(self, text: str) -> None:
        """A place is found only where the text contains the beginning of its name."""
        for place in GAZETTEER.mentioned(text):
            assert place.name[:2] in text

    def test_every_place_is_found_behind_those_it_lies_in(self) -> None:
        """Every bundled place is found alone when its province, prefecture and full name stand at the start of a title."""
        for place in bundled():
            if not GAZETTEER.named(place.name) or place is NATION:
                continue
            names = [PLACES[code].name for code in lineage(place.code)[1:] if GAZETTEER.named(PLACES[code].name)]
            title = "".join(names) + "财政局2023年度绩效自评报告"
            assert codes(title) == [place.code]


class TestAmbiguous:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("吉林", ("吉林",)),
            ("吉林财政局", ("吉林",)),
            ("朝阳财政局", ("朝阳",)),
            ("海南教育厅", ("海南",)),
            ("怀化财政局", ()),
            ("普陀区财政局", ("普陀区",)),
            ("浦东新区财政局", ()),
            ("", ()),
        ],
    )
    def test_name_of_several_places_is_told_and_left_out(self, text: str, names: tuple[str, ...]) -> None:
        """A name several places bear is left out and told."""
        assert GAZETTEER.ambiguous(text) == names
        if names:
            assert codes(text) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("吉林省吉林市", ["220200"]),
            ("吉林吉林市财政局", ["220200"]),
            ("海南三亚市", ["460200"]),
            ("辽宁朝阳财政局", ["211300"]),
            ("北京朝阳财政局", ["110105"]),
        ],
    )
    def test_place_directly_beside_it_settles_a_name(self, text: str, expected: list[str]) -> None:
        """A name is settled by a place directly before or behind it that only one of its bearers goes with."""
        assert codes(text) == expected
        assert GAZETTEER.ambiguous(text) == ()

    def test_added_namesake_makes_a_full_name_ambiguous(self) -> None:
        """A district is known by its bare name until a pack adds another of that name."""
        gazetteer = Gazetteer([Jurisdiction("330971", "浦东新区")])
        assert codes("浦东新区财政局") == ["310115"]
        assert codes("浦东新区财政局", gazetteer) == []
        assert gazetteer.ambiguous("浦东新区财政局") == ("浦东新区",)
        assert codes("舟山市普陀区、上海市普陀区", gazetteer) == ["330903", "310107"]

    @pytest.mark.parametrize(
        "text", ["老城区改造项目绩效自评报告", "新市区建设指挥部", "城中区财政局", "市城东区环境整治"]
    )
    def test_everyday_names_of_districts_are_never_guessed(self, text: str) -> None:
        """老城区 is Luoyang's only behind Luoyang: every town calls a part of itself so."""
        assert codes(text) == []

    def test_everyday_names_count_behind_their_place(self) -> None:
        """The same names are meant where the city stands before them, or elsewhere in the text."""
        assert codes("洛阳市老城区财政局") == ["410302"]
        assert codes("西宁市对城东区的转移支付") == ["630102"]

    @pytest.mark.parametrize(
        ("text", "code"), [("长沙财政局", "430100"), ("湖南岳阳财政局", "430600"), ("大理财政局", "532900")]
    )
    def test_the_short_name_of_a_city_is_not_its_county(self, text: str, code: str) -> None:
        """长沙 is the city, for all that 长沙县 lies in it."""
        assert codes(text) == [code]

    def test_place_named_elsewhere_settles_a_full_name(self) -> None:
        """A full name is settled by the one place in the text that contains one of its bearers."""
        gazetteer = GAZETTEER
        assert codes("朝阳区财政局（吉林省）", gazetteer) == ["220104"]
        assert codes("北京市对朝阳区的转移支付", gazetteer) == ["110105"]
        assert gazetteer.ambiguous("北京市、吉林省、朝阳区") == ("朝阳区",)
        assert codes("北京市、吉林省、朝阳区", gazetteer) == ["110000", "220000"]

    def test_place_named_before_settles_it_for_the_whole_text(self) -> None:
        """A name once settled by its own place stays settled when it stands bare later on."""
        gazetteer = GAZETTEER
        text = "长春市朝阳区财政局：朝阳区2023年度绩效自评"
        assert codes(text, gazetteer) == ["220104"]
        assert gazetteer.ambiguous(text) == ()

    def test_bare_county_among_foreign_places_may_be_a_namesake(self) -> None:
        """A bare county is doubted where the text names other places and none it lies in."""
        assert codes("岳阳市财政局关于普陀区的批复") == ["430600"]
        assert GAZETTEER.ambiguous("岳阳市财政局关于普陀区的批复") == ("普陀区",)
        assert codes("舟山市财政局关于普陀区的批复") == ["330903"]

    @given(texts)
    def test_names_told_stand_in_the_text(self, text: str) -> None:
        """Every name told as ambiguous stands in the text and is known."""
        for name in GAZETTEER.ambiguous(text):
            assert name in text
            assert GAZETTEER.named(name)


class TestSpeed:
    def test_import_builds_nothing(self) -> None:
        """Importing the module parses no table, and neither does a gazetteer that is not asked."""
        program = "import perfeval.jurisdictions as j; j.Gazetteer(); assert j.bundled.cache_info().currsize == 0"
        path = os.pathsep.join(entry for entry in sys.path if entry)
        subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "PYTHONPATH": path})

    def test_long_text_takes_time_in_proportion(self) -> None:
        """A text of blanks after a place, or of one repeated name, does not take time out of proportion."""
        for text in ("怀化市" + " " * 50_000, "湖南" * 25_000, "怀化市" * 15_000):
            read = functools.partial(GAZETTEER.mentioned, text)
            assert min(timeit.repeat(read, number=1, repeat=2)) < 2
