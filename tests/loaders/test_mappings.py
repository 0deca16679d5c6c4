"""Lists through mappings, without a store: what cells become, and how everything wrong is told at once."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import RecordError, RecordErrors
from graph.model.claims import Basis, Channel
from graph.model.image import Image
from graph.model.registry import MODEL
from graph.names import normal_form
from loaders.mappings.bundled import bundled_mappings, find_mapping, fitting_mapping
from loaders.mappings.listed import MappedList, list_name
from loaders.mappings.page import template
from loaders.mappings.parsers import stock_code
from loaders.mappings.sheet import LONGEST_CELL, MOST_BYTES, MOST_ROWS, header_of, letters
from loaders.mappings.things import LONGEST_NAME, minted_key
from loaders.register import ReadSource
from tests.loaders.lists import BASE_COLUMNS, FIRM_COLUMNS, FIRMS, bases, firms, image_of, knowing, listed, read
from tests.loaders.sources import table

SOURCE = ("", "", "某网")


def errors(item: MappedList) -> list[str]:
    """Return the errors of a list, each with its place."""
    with pytest.raises(RecordErrors) as raised:
        read(item)
    return [str(error) for error in raised.value.errors]


def facts(read_source: ReadSource) -> set[tuple[str, str, str, str, str]]:
    """What a list says, without where."""
    return {(claim.subject, claim.field, claim.value, claim.as_of, claim.publisher) for claim in read_source.claims.values()}


def without_locators(image: Image) -> tuple[object, object]:
    """Nodes and relationships of things, without the keys of their claims."""
    nodes = {at: node.properties for at, node in image.nodes.items() if node.label != "Evidence"}
    links = {
        at: {key: value for key, value in item.properties.items() if key != "claims"}
        for at, item in image.relationships.items()
        if item.start_label != "Evidence"
    }
    return nodes, links


def test_a_row_becomes_a_firm_its_place_its_products_and_their_evidence() -> None:
    source = read(listed(FIRMS))
    image = image_of(source)
    firm = minted_key("Enterprise", "禾木硅材料")

    assert image.nodes["Enterprise", firm].properties == {
        "key": firm,
        "name": "禾木硅材料",
        "aliases": [],
        "basis": "REFERENCE",
        "sortKey": "he mu gui cai liao  禾木硅材料",
        "scaleValue": 50_000.0,
        "scaleUnit": "t",
        "scaleComparator": "EXACT",
        "scaleText": "年产5万吨",
        "stage": "INTENDED",
    }
    ends = {(item.type, image.nodes[item.end_label, item.end].properties["name"]) for item in image.relationships.values()
            if item.start == firm}  # fmt: skip
    assert ends == {("LOCATED_IN", "云门市"), ("PRODUCES", "多晶硅"), ("PRODUCES", "单晶硅片")}
    assert {claim.locator: claim.restatement for claim in source.claims.values() if claim.subject == firm} == {
        "candidates.csv!A2": "据云门企业名录，有一家企业名为禾木硅材料。",
        "candidates.csv!B2": "据云门企业名录，禾木硅材料位于云门市。",
        "candidates.csv!C2": "据云门企业名录，禾木硅材料生产单晶硅片。",
        "candidates.csv!D2": "据云门企业名录，禾木硅材料的规模是年产5万吨。",
        "candidates.csv!G2": "据云门企业名录，禾木硅材料来本地投资的进展是意向。",
    }


def test_every_claim_is_a_reference_to_the_publisher_of_its_row() -> None:
    source = read(listed(FIRMS))
    manifest = source.source.manifest

    assert {claim.basis for claim in source.claims.values()} == {Basis.REFERENCE}
    assert {claim.publisher for claim in source.claims.values()} == {"云门企业名录", "招商会纪要"}
    assert {claim.origin.channel for claim in source.claims.values()} == {Channel.LIST}
    assert (manifest.name, manifest.origin().document) == ("outside-firms/candidates", None)
    assert {claim.as_of for claim in source.claims.values() if claim.field in ("stage", "scale")} == {"2024-05", ""}
    assert {claim.as_of for claim in source.claims.values() if claim.field == "name"} == {""}


def test_a_base_rests_on_what_its_row_names_by_label() -> None:
    image = image_of(
        read(
            bases(
                (
                    "云门基地",
                    "",
                    "产业：硅材料；产业链:光伏链",
                    "园区:云门园、Place:云门市",
                    "项目:一期;企业:禾木",
                    "公告",
                    "2014",
                )
            )
        )
    )

    assert sorted((item.type, item.end_label) for item in image.relationships.values() if item.start_label == "Base") == [
        ("BUILT_ON", "Chain"),
        ("BUILT_ON", "Industry"),
        ("CARRIED_BY", "Park"),
        ("CARRIED_BY", "Place"),
        ("SUPPORTED_BY", "Enterprise"),
        ("SUPPORTED_BY", "Project"),
    ]


def test_a_known_name_is_the_known_thing_under_its_present_name() -> None:
    known = knowing(
        ("Enterprise", "甲铝(云门)", "enterprise:jia", "甲铝业"),
        ("Product", "铝板", "product:lv-ban", "铝板"),
        ("Place", "铝板", "place:lv-ban", "铝板"),
    )
    source = read(firms(("甲铝（云门）", "", "铝板", *SOURCE)), known)

    assert {claim.subject for claim in source.claims.values()} == {"enterprise:jia", "product:lv-ban"}
    assert source.canonical_names == {"enterprise:jia": "甲铝业", "product:lv-ban": "铝板"}
    assert {claim.value for claim in source.claims.values() if claim.field == "name"} == {"甲铝业", "铝板"}
    assert "据某网，甲铝（云门）生产铝板。" in {claim.restatement for claim in source.claims.values()}
    assert source.issues == ()


def test_the_exact_present_name_decides_between_two_bearers_and_a_key_always() -> None:
    twins = (
        ("Enterprise", "甲铝", "enterprise:jia-1", "甲铝"),
        ("Enterprise", "甲铝", "enterprise:jia-2", "甲铝业"),
        ("Enterprise", "甲厂", "enterprise:jia-1", "甲铝"),
        ("Enterprise", "甲厂", "enterprise:jia-2", "甲铝业"),
    )

    def subject(name: str) -> str:
        found = read(firms((name, "", "铝板", *SOURCE)), knowing(*twins))
        return next(claim.subject for claim in found.claims.values() if claim.field == "PRODUCES")

    assert subject("甲铝") == "enterprise:jia-1"
    assert subject("enterprise:jia-2") == "enterprise:jia-2"
    with pytest.raises(RecordErrors, match=r"'甲厂' may mean enterprise:jia-1 .甲铝. or enterprise:jia-2 .甲铝业.") as raised:
        subject("甲厂")
    assert "Write the key of the one that is meant, such as enterprise:jia-1." in str(raised.value)


def test_a_thing_that_only_lists_know_gives_way_to_another_of_its_name() -> None:
    own = minted_key("Enterprise", "甲铝")
    lists = ("Enterprise", "甲铝", own, "甲铝")

    def key(*things: tuple[str, str, str, str]) -> str:
        found = read(firms(("甲铝", "", "铝板", *SOURCE)), knowing(*things))
        return next(claim.subject for claim in found.claims.values() if claim.field == "PRODUCES")

    assert key() == key(lists) == own
    assert key(lists, ("Enterprise", "甲铝", "enterprise:jia", "甲铝业")) == "enterprise:jia"


def test_minted_keys_tell_homophones_apart_and_join_spellings() -> None:
    assert minted_key("Enterprise", "佳铝").rpartition("-")[0] == minted_key("Enterprise", "甲铝").rpartition("-")[0]
    assert minted_key("Enterprise", "佳铝") != minted_key("Enterprise", "甲铝")
    assert minted_key("Enterprise", "Ａ铝（云门）") == minted_key("Enterprise", "a铝(云门)")
    assert minted_key("Product", "甲") != minted_key("Place", "甲")


@given(st.lists(st.sampled_from("甲佳加乙以丙铝"), min_size=1, max_size=4).map("".join), st.text("甲佳乙Ａa（(铝", min_size=1))
def test_keys_are_equal_exactly_for_names_of_one_normal_form(one: str, other: str) -> None:
    assert (minted_key("Product", one) == minted_key("Product", other)) == (normal_form(one) == normal_form(other))


NAMES = ("禾木", "禾 木", "松石", "ＡＢ铝", "ab铝")


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """Rows without contradictions: what there is one of is a function of the firm."""
    drawn = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6))
    found: list[tuple[str, ...]] = []
    for name in drawn:
        products = "；".join(draw(st.lists(st.sampled_from(("铝板", "铝 板", "铝箔", "1,4-丁二醇")), min_size=1, max_size=3)))
        stage = draw(st.sampled_from(("", "意向"))) if normal_form(name) == "ab铝" else ""
        found.append(
            (name, draw(st.sampled_from(("", "云门市"))), products, "", "", draw(st.sampled_from(("某网", "名录"))), stage)
        )
    return found


@settings(max_examples=60)
@given(rows(), st.integers(0, 1_000))
def test_the_order_of_rows_changes_locators_only(drawn: list[tuple[str, ...]], seed: int) -> None:
    shuffled = drawn[:]
    random.Random(seed).shuffle(shuffled)
    one, other = read(firms(*drawn)), read(firms(*shuffled))

    assert facts(one) == facts(other)
    assert without_locators(image_of(one)) == without_locators(image_of(other))
    assert one.canonical_names == other.canonical_names


@settings(max_examples=40)
@given(rows())
def test_a_list_read_beside_what_it_made_itself_says_the_same(drawn: list[tuple[str, ...]]) -> None:
    first = read(firms(*drawn))
    held = knowing(*((MODEL.label_of_key(key), normal_form(name), key, name) for key, name in first.canonical_names.items()))
    again = read(firms(*drawn), held)

    assert (again.claims, again.digest) == (first.claims, first.digest)


def test_equal_rows_are_one_and_rows_on_one_firm_go_together() -> None:
    source = read(
        firms(
            ("禾木", "云门市", "铝板", "5万吨", "", "某网"),
            ("禾木", "云门市", "铝板", "50000吨", "", "某网"),
            ("禾木", "", "铝箔", "", "", "某网"),
            ("禾木", "云门市", "铝板", "5万吨", "", "某网"),
        )
    )

    assert [(issue.code, issue.where) for issue in source.issues] == [
        ("NEW_NAMES", "candidates.csv:1 column 所在地"),
        ("NEW_NAMES", "candidates.csv:1 column 产品"),
        ("REPEATED_ROW", "candidates.csv:5"),
    ]
    assert source.counts == {"Enterprise": 1, "LOCATED_IN": 1, "PRODUCES": 2, "Place": 1, "Product": 2}
    assert source.issues[-1].message == "The row says nothing new; the first that says it is candidates.csv:2."


def test_another_publisher_is_further_evidence() -> None:
    source = read(firms(("禾木", "", "铝板", "", "", "某网"), ("禾木", "", "铝板", "", "", "名录")))

    assert sorted(claim.publisher for claim in source.claims.values() if claim.field == "PRODUCES") == ["名录", "某网"]


def test_dated_rows_may_differ_and_the_newest_shows() -> None:
    source = read(
        firms(
            ("禾木", "", "铝板", "", "", "某网", "签约", "2024年6月"),
            ("禾木", "", "铝板", "", "", "某网", "意向", "2023/5/1"),
        )
    )

    assert image_of(source).nodes["Enterprise", minted_key("Enterprise", "禾木")].properties["stage"] == "SIGNED"


def test_undated_rows_that_differ_contradict_each_other() -> None:
    found = errors(
        firms(
            ("禾木", "云门市", "铝板", "5万吨", "", "某网", "意向"),
            ("禾 木", "松石县", "铝箔", "6万吨", "", "某网", "签约"),
        )
    )

    remedy = " on '禾 木'. Correct one of them, or date the rows in a column 时点 when both were true."
    assert [error.removesuffix(remedy) for error in found] == [
        "candidates.csv:3 column 规模: '6万吨' contradicts '5万吨' of candidates.csv:2 column 规模",
        "candidates.csv:3 column 阶段: '签约' contradicts '意向' of candidates.csv:2 column 阶段",
        "candidates.csv:3 column 所在地: '松石县' contradicts '云门市' of candidates.csv:2 column 所在地",
    ]


def test_everything_wrong_in_a_list_is_told_at_once_with_its_value_and_a_remedy() -> None:
    found = errors(
        firms(
            ("甲", "云门市", "铝板", "5万顿", "60001", "某网", "洽谈", "去年"),
            ("", "", "铝板", "", "", "某网"),
            ("乙", "", "", "", "", ""),
            ("丙", "enterprise:x", "——", "", "", "某网"),
            ("丁", "place:nirgendwo", "铝板", "", "", "某网"),
            ("x" * (LONGEST_NAME + 1), "", "铝板", "", "", "某网"),
            ("戊", "", "铝板", "", "", "长" * (LONGEST_CELL + 1)),
        )
    )

    assert [error.partition(": ")[0] for error in found] == [
        "candidates.csv:2 column 时点",
        "candidates.csv:2 column 规模",
        "candidates.csv:2 column 股票代码",
        "candidates.csv:2 column 阶段",
        "candidates.csv:3 column 名称",
        "candidates.csv:4 column 产品",
        "candidates.csv:4 column 来源",
        "candidates.csv:5 column 产品",
        "candidates.csv:6 column 所在地",
        "candidates.csv:7 column 名称",
        "candidates.csv:8 column 来源",
    ]
    text = "\n".join(found)
    assert "'5万顿' is no number with a known unit. Scale as one number with its unit, such as 年产5万吨" in text
    assert "'洽谈' is none of 意向, 签约, 开工, 投产." in text
    assert "'去年' is no date; write 2024, 2024-05 or 2024-05-01." in text
    assert "'60001' is no stock code of an exchange; write the exchange and all its digits" in text
    assert "'——' is no name." in text
    assert "Nothing in the graph has the key 'place:nirgendwo'." in text
    assert f"has {LONGEST_NAME + 1} characters; a name has at most {LONGEST_NAME}." in text


def test_a_base_names_only_sets_of_the_graph_and_says_what_is_new() -> None:
    found = errors(bases(("云门基地", "十五个基地", "硅材料", "云门园", "base:yun-men", "公告")))

    assert [error.partition(": ")[2] for error in found] == [
        "The graph has no 计数集合 '十五个基地'. `liantu query '{ groups { nodes { name } } }'` lists what it has.",
        "The graph has no 产业、产业链 '硅材料'. For a new one write 产业:硅材料 or 产业链:硅材料.",
        "The graph has no 园区、地点 '云门园'. For a new one write 园区:云门园 or 地点:云门园.",
        "The graph has no 项目、企业 'base:yun-men'. For a new one write 项目:base:yun-men or 企业:base:yun-men.",
    ]
    assert [error.partition(": ")[0] for error in found] == [f"bases.csv:2 column {name}" for name in BASE_COLUMNS[1:5]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", "candidates.csv: The file is empty. `liantu mapping outside-firms` prints a template."),
        ("名称,产品,来源\n", "candidates.csv: The list has no row below its header. To take a list out"),
        ("名称,产品,来源\n,,\n\n", "candidates.csv: The list has no row below its header. To take a list out"),
        ("名称,产品\n甲,乙", "candidates.csv:1: The column 来源 (source) is missing. `liantu mapping outside-firms`"),
        ("名称,产品,来源,备注\n", "candidates.csv:1 column 备注: The mapping has no such column. There are 名称, 所在地,"),
        ("名称,产品,来源,招商阶断\n", "candidates.csv:1 column 招商阶断: The mapping has no such column. Did you mean 招商阶段?"),
        ("名称\t产品\t来源\n", "The mapping has no such column. Columns are separated by commas."),
        ("名称,产品,source,来源\n", "candidates.csv:1 column 来源: The columns C and D are both 来源."),
        ('名称,产品,来源\n"甲,乙,丙', "candidates.csv:2: The row is not well-formed (unexpected end of data). Double a"),
        ("名称,产品,来源\n甲,乙,丙,丁\n", "candidates.csv:2: The cell D2 holds '丁' and has no header. A cell that holds a"),
        (b"PK\x03\x04rest", "candidates.csv: The file is a workbook and no CSV. Save it as “CSV UTF-8"),
        ("名称".encode("utf-16"), "candidates.csv: The file is UTF-16. Save it as “CSV UTF-8"),
        (b"name,products,source\n\xff\xff,a,b", "candidates.csv: The file is neither UTF-8 nor GB18030: byte 0xff"),
        (b"x" * (MOST_BYTES + 1), "candidates.csv: The file has 8,388,609 bytes, at most 8,388,608 are read. Split the"),
        ("名称,产品,来源\n" + "甲,乙,丙\n" * (MOST_ROWS + 1), "candidates.csv: The list has 20,001 rows, at most 20,000 are"),
    ],
)  # fmt: skip
def test_a_file_of_a_wrong_form_is_refused_with_a_remedy(data: str | bytes, expected: str) -> None:
    assert any(expected in error for error in errors(listed(data)))


@pytest.mark.parametrize(
    "data",
    [
        FIRMS.encode(),
        FIRMS.encode("utf-8-sig"),
        FIRMS.encode("gb18030"),
        FIRMS.replace("\n", "\r\n").encode(),
        FIRMS.replace("名称", "ＮＡＭＥ").replace("产品", " products ").replace("来源", "信息来源").encode(),
        FIRMS.replace("意向", "ｉｎｔｅｎｄｅｄ").replace("签约", "SIGNED").replace("600001", "ＳＨ６００００１").encode(),
        FIRMS.replace("甲铝,", "\u200b 甲铝\u3000,").encode(),
        "\n".join(f"{line},," for line in FIRMS.splitlines()).encode(),
    ],
)
def test_one_list_reads_the_same_however_it_was_saved(data: bytes) -> None:
    assert facts(read(listed(data))) == facts(read(listed(FIRMS)))


def test_a_list_in_gb18030_is_told_of() -> None:
    issues = read(listed(FIRMS.encode("gb18030"))).issues

    assert [(issue.code, issue.where) for issue in issues if issue.code != "NEW_NAMES"] == [
        ("READ_AS_GB18030", "candidates.csv")
    ]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    data = '名称,产品,来源\n\n"禾木\n硅业","铝板\n铝箔","a\nb"\n,,\n乙厂,铝板,某网\n'
    source = read(listed(data))

    assert {claim.locator for claim in source.claims.values() if claim.field == "PRODUCES"} == {
        "candidates.csv!B3",
        "candidates.csv!B5",
    }
    assert source.canonical_names[minted_key("Enterprise", "禾木硅业")] == "禾木硅业"
    assert {claim.publisher for claim in source.claims.values()} == {"a b", "某网"}
    assert source.counts["Product"] == 2


def test_names_of_one_cell_are_separated_by_chinese_marks_only() -> None:
    source = read(firms(("禾木", "", "1,4-丁二醇；铝板;铝箔、硅片，；铝板", *SOURCE)))

    assert sorted(source.canonical_names[claim.value] for claim in source.claims.values() if claim.field == "PRODUCES") == [
        "1,4-丁二醇",
        "硅片",
        "铝板",
        "铝箔",
    ]


def test_what_is_new_among_related_names_is_told() -> None:
    known = knowing(("Product", "铝板", "product:lv-ban", "铝板"))
    many = "；".join(f"产品{number:02}" for number in range(12))
    (issue,) = read(firms(("禾木", "", f"铝板；{many}", *SOURCE)), known).issues

    shown = "、".join(f"产品{number:02}" for number in range(10))
    assert (issue.code, issue.message) == ("NEW_NAMES", f"New to the graph: {shown} and 2 more.")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("600001", "SH 600001"),
        ("600001.SH", "SH 600001"),
        ("sz:000001", "SZ 000001"),
        ("ＳＺ３００００１", "SZ 300001"),
        ("830001.BJ", "BJ 830001"),
        ("920001", "BJ 920001"),
        ("900901", "SH 900901"),
        ("00001.HK", "HK 00001"),
        ("NYSE: ABC", "NYSE ABC"),
        ("NASDAQ abc", "NASDAQ ABC"),
    ],
)
def test_a_stock_code_has_one_form(text: str, code: str) -> None:
    assert stock_code(text) == code
    assert stock_code(code) == code


@pytest.mark.parametrize(
    "text", ["", "是", "12345", "SH 000001", "600001.SZ", "SH600001.SZ", "1234567", "700001", "HK 1", "SH ABC"]
)
def test_what_is_no_stock_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no stock code"):
        stock_code(text)


def test_a_header_tells_its_mapping() -> None:
    assert fitting_mapping("x.csv", FIRM_COLUMNS).mapping.name == "outside-firms"
    assert fitting_mapping("x.csv", BASE_COLUMNS).mapping.name == "bases"
    assert fitting_mapping("x.csv", ("name", "products", "sauce")).mapping.name == "outside-firms"
    assert fitting_mapping("x.csv", header_of("x.csv", FIRMS.encode("gb18030"))).mapping.name == "outside-firms"
    with pytest.raises(RecordError, match="No mapping can be told") as raised:
        fitting_mapping("x.csv", ("名称", "来源"))
    assert "--mapping: bases, outside-firms" in raised.value.hint
    with pytest.raises(RecordError, match="separated by commas"):
        fitting_mapping("x.csv", ("名称\t产品",))


def test_the_template_with_its_example_is_a_list_of_its_mapping() -> None:
    for name, item in bundled_mappings().items():
        for lang in ("zh", "en"):
            assert fitting_mapping("x.csv", header_of("x.csv", template(item.mapping, lang).encode())).mapping.name == name
            assert read(listed(template(item.mapping, lang, example=True), mapping=name)).counts[item.mapping.label] == 1


def test_a_list_is_named_after_mapping_and_file_or_as_its_owner_says() -> None:
    mapping = find_mapping("outside-firms").mapping

    assert listed(FIRMS, file="招商名单 2024 (1).csv").name == "outside-firms/招商名单 2024 (1)"
    assert list_name(mapping, "caf\u0065\u0301") == "outside-firms/café"
    assert listed(FIRMS, name="x").source().name == "outside-firms/x"
    for wrong in ("", " x", "a/b", "a\nb", "x" * 101):
        with pytest.raises(RecordError, match="is no name for a list"):
            list_name(mapping, wrong)


def test_columns_have_letters_as_in_a_spreadsheet() -> None:
    assert [letters(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_the_digest_is_of_file_mapping_and_of_what_the_names_mean() -> None:
    plain = read(listed(FIRMS)).digest
    known = knowing(("Product", "铝板", "product:lv-ban", "铝板"))

    assert read(listed(FIRMS)).digest == plain
    assert (
        len({plain, read(listed(FIRMS + "\n")).digest, read(listed(FIRMS), known).digest, read(listed(FIRMS, name="x")).digest})
        == 4
    )


def test_a_table_without_optional_columns_is_a_list() -> None:
    assert read(listed(table(("来源", "产品", "name"), ("某网", "铝板", "禾木")))).counts == {
        "Enterprise": 1,
        "PRODUCES": 1,
        "Product": 1,
    }
