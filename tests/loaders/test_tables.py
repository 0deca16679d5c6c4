"""Register tables: what is read, and how everything that is wrong is told at once, each with its place and a way out."""

from __future__ import annotations

import pytest

from graph.errors import ExpectationFailed, RecordError, RecordErrors
from graph.model.claims import Basis, Claim
from graph.model.registry import MODEL
from loaders.bundled import bundled_source, bundled_sources, source_digest, with_required
from loaders.expectations import Expectation, check_expectations
from loaders.issues import Findings, Place
from loaders.pipeline import read_sources
from loaders.record import NodeRecord, Provenance, RelationshipRecord, claims_of
from loaders.source import Source, in_order
from loaders.tables.cells import read_table
from loaders.tables.columns import node_columns, relationship_columns, table_files, table_type
from loaders.tables.ledger import Ledger
from loaders.text.document import Document, decode_document
from tests.loaders.sources import ATLAS_FILES, DOCUMENT, DOCUMENT_KEY, PLAN_FILES, PLAN_YAML, atlas, edited, plan, source, table

PLACE = Place("nodes/Project.csv", 2)
PROVENANCE = Provenance(Basis.STATED, "1.p1.s2", "一句话。", PLACE, as_of="2019")


def errors_of(*sources: Source, documents: dict[str, Document] | None = None) -> dict[str, str]:
    """Place -> message and hint of every error, in the order in which they are told."""
    with pytest.raises(RecordErrors) as caught:
        read_sources(sources, documents=documents)
    return {error.where: f"{error.message} {error.hint}".strip() for error in caught.value.errors}


def claims(*sources: Source, documents: dict[str, Document] | None = None) -> list[Claim]:
    return [claim for read in read_sources(sources, documents=documents) for claim in read.claims.values()]


def test_the_fixture_sources_are_right_and_counted() -> None:
    atlas_read, plan_read = read_sources([plan(), atlas()])

    assert (atlas_read.source.name, plan_read.source.name) == ("qing-shi-atlas", "qing-shi")
    assert plan_read.counts == {
        "Department": 1, "Enterprise": 3, "Group": 1, "LOCATED_IN": 1, "MEMBER_OF": 1, "PART_OF": 1, "Plan": 1, "Project": 2,
        "SERVES": 2, "UNDERTAKES": 2,
    }  # fmt: skip
    assert (plan_read.issues, atlas_read.issues) == ((), ())


def test_a_row_claims_that_the_thing_is_there_and_each_of_its_cells() -> None:
    found = [claim for claim in claims(plan(), atlas()) if claim.subject == "project:lv-ban-yi-qi" and claim.link is None]

    assert [(claim.field, claim.value, claim.as_of, claim.locator, claim.basis) for claim in found] == [
        ("name", "铝板一期", "2019", "1.p1.s2", Basis.STATED),
        ("status", "IN_PRODUCTION", "2019", "1.p1.s2", Basis.STATED),
        ("capacity", "2万吨", "2019", "1.p1.s2", Basis.STATED),
    ]
    assert {claim.origin.document for claim in found} == {DOCUMENT_KEY}


def test_a_relationship_row_claims_the_type_and_each_property_that_is_no_discriminator() -> None:
    found = [
        claim for claim in claims(plan(), atlas()) if claim.link is not None and claim.subject == "enterprise:xian-gong-dian-ju"
    ]

    identity = "enterprise:xian-gong-dian-ju|SERVES|project:lv-ban-yi-qi|kind=POWER_SUPPLY|year=2019"
    assert [(claim.relationship, claim.field, claim.value) for claim in found] == [
        (identity, "SERVES", "project:lv-ban-yi-qi"),
        (identity, "SERVES.status", "GIVEN"),
    ]


def test_a_reference_fact_names_its_publisher_and_cites_no_document() -> None:
    with_reference = plan(Department=table(
        ("name", "fullName", "basis", "origin", "locator", "claim"),
        ("县经信局", "", "", "", "2.1.p1.s1", "县经信局管修路。"),
        ("县经信局", "青石县经济和信息化局", "REFERENCE", "青石县志", "p9", "县经信局的全名较长。"),
    ))  # fmt: skip

    found = next(
        claim for claim in claims(with_reference, atlas()) if claim.field == "fullName" and "department" in claim.subject
    )

    assert (found.publisher, found.origin.document, found.basis) == ("青石县志", None, Basis.REFERENCE)


def test_quotes_come_with_the_document_s_text() -> None:
    found = {
        claim.locator: claim.quote
        for claim in claims(plan(), atlas(), documents={DOCUMENT_KEY: DOCUMENT})
        if claim.origin.document
    }

    quote = found["1.p1.s2"]
    assert quote is not None
    assert (quote.text, DOCUMENT.text[quote.start : quote.end]) == ("甲铝业的铝板一期已经投产；", "甲铝业的铝板一期已经投产；")
    assert all(found.values())
    assert all(claim.quote is None for claim in claims(plan(), atlas()))


def test_a_document_may_be_given_by_its_name_too() -> None:
    assert any(claim.quote for claim in claims(plan(), atlas(), documents={"青石县园区办法": DOCUMENT}))


def test_every_wrong_place_is_told_at_once_with_a_way_out() -> None:
    broken = plan(
        Enterprise=edited("Enterprise", "name,aliases,locator,claim\n甲铝业,甲铝", "name,alias,locator,claim\n甲铝厂,甲铝"),
        Project=edited("Project", "IN_PRODUCTION,2万吨,2019", "IN_PRODUKTION,两瓶,2019-13"),
        SERVES=edited("SERVES", "Department:县经信局,Park:青石园区,ROAD,2020", "Departement:县经信局,Park:青石园,ROADS,二〇"),
        UNDERTAKES=edited("UNDERTAKES", "Enterprise:乙硅业,Project:硅片厂,1.p1.s3", "Project:硅片厂,Enterprise:乙硅业,一.一"),
        Group=edited(
            "Group", "列入计划的项目,Project,2,1.p2.s2,计划列了两个项目。", "列入计划的项目,Project,2,,计划列了两个项目。"
        ),
    )

    assert errors_of(broken, atlas()) == {
        "nodes/Enterprise.csv:1 column alias": "The table has no such column. Did you mean aliases?",
        "nodes/Group.csv:2 column locator": "The cell is empty.",
        "nodes/Enterprise.csv:2 column name": (
            "keys.csv has no Enterprise named '甲铝厂'. Did you mean 甲铝业? For a new thing add the line "
            "Enterprise,甲铝厂,enterprise:jia-lv-chang"
        ),
        "nodes/Project.csv:2 column status": (
            "'IN_PRODUKTION' is none of PROPOSED, APPROVED, STARTED, UNDER_CONSTRUCTION, TRIAL_PRODUCTION, "
            "PARTLY_IN_PRODUCTION, IN_PRODUCTION. Did you mean IN_PRODUCTION or TRIAL_PRODUCTION or PARTLY_IN_PRODUCTION?"
        ),
        "nodes/Project.csv:2 column capacity": "'两瓶' is no number with a known unit.",
        "nodes/Project.csv:2 column as_of": "'2019-13' is no date; write 2013, 2013-04 or 2013-04-30.",
        "relationships/UNDERTAKES.csv:3 column start": "UNDERTAKES does not lead from Project to Enterprise. It starts at Enterprise.",
        "relationships/UNDERTAKES.csv:3 column locator": (
            "'一.一' is no locator. Write section, paragraph and sentence, such as 1.p6.s3."
        ),
        "relationships/SERVES.csv:3 column start": "'Departement:县经信局' names no thing. Did you mean Department?",
        "relationships/SERVES.csv:3 column end": "No Park is named '青石园'. Did you mean 青石园区?",
        "relationships/SERVES.csv:3 column kind": errors_of(broken, atlas())["relationships/SERVES.csv:3 column kind"],
        "relationships/SERVES.csv:3 column year": "'二〇' is no whole number.",
    }  # fmt: skip
    assert "Did you mean ROAD" in errors_of(broken, atlas())["relationships/SERVES.csv:3 column kind"]


@pytest.mark.parametrize(
    ("changed", "place", "said"),
    [
        ({"Enterprise": ""}, "nodes/Enterprise.csv", "The table is empty."),
        ({"Enterprise": "name,name,locator,claim\n"}, "nodes/Enterprise.csv:1", "The header names the column 'name' twice."),
        ({"Enterprise": "name,,locator,claim\n"}, "nodes/Enterprise.csv:1", "The header has a column without a name."),
        ({"Enterprise": "name,claim\n甲铝业,甲铝业在。\n"}, "nodes/Enterprise.csv:1 column locator", "The column is missing."),
        ({"Enterprise": PLAN_FILES["nodes/Enterprise.csv"] + "县供电局,,1.p2.s1\n"}, "nodes/Enterprise.csv:5", "The row has 3 cells"),
        ({"Enterprise": PLAN_FILES["nodes/Enterprise.csv"] + '"县"供电局,,1,2\n'}, "nodes/Enterprise.csv:5", "not well-formed"),
        (
            {"Enterprise": PLAN_FILES["nodes/Enterprise.csv"] + "甲铝业,,1.p1.s2,又说一遍。\n"},
            "nodes/Enterprise.csv:5",
            "The row says nothing that nodes/Enterprise.csv:2 does not say.",
        ),
        (
            {"Project": PLAN_FILES["nodes/Project.csv"] + "铝板一期,STARTED,,2019,1.p1.s2,又说动工。\n"},
            "nodes/Project.csv:4 column status",
            "'STARTED' contradicts 'IN_PRODUCTION' of nodes/Project.csv:2 at one locator.",
        ),
        (
            {"SERVES": PLAN_FILES["relationships/SERVES.csv"] + "Department:县经信局,Park:园区,ROAD,2020,GIVEN,2.1.p1.s1,路修好了。\n"},
            "relationships/SERVES.csv:4 column status",
            "Give the relationships different discriminators",
        ),
        (
            {"Enterprise": edited("Enterprise", "甲铝业,甲铝,", "甲铝,甲铝,"), "keys": edited("keys", "甲铝业,", "甲铝业,")},
            "nodes/Enterprise.csv:2 column name",
            "keys.csv has no Enterprise named '甲铝'.",
        ),
        (
            {"Project": edited("Project", "硅片厂,STARTED,,2019,1.p1.s3,硅片项目动工了。\n", "")},
            "relationships/UNDERTAKES.csv:3 column end",
            "No row of a node table states project:gui-pian-chang.",
        ),
        (
            {"PART_OF": PLAN_FILES["relationships/PART_OF.csv"] + "Group:列入计划的项目,Group:列入计划的项目,1.p2.s2,它属于自己。\n"},
            "relationships/PART_OF.csv:3 column end",
            "to itself",
        ),
        ({"Department": edited("Department", "2.1.p1.s1,", "2.1.p9.s1x,")}, "nodes/Department.csv:2 column locator", "no locator"),
        ({"keys": edited("keys", "plan:qing-shi", "project:qing-shi")}, "keys.csv:2 column key", "is no key of a Plan"),
        ({"keys": edited("keys", "Plan,", "Plans,")}, "keys.csv:2 column label", "Did you mean Plan"),
        ({"keys": edited("keys", "enterprise:jia-lv-ye", "enterprise:jia")}, "keys.csv", "in a required source"),
        ({"keys": PLAN_FILES["keys.csv"] + "Project,硅片厂,project:x\n"}, "keys.csv:10 column key", "a key never changes"),
        ({"keys": "label,key\n"}, "keys.csv:1", "they must be label,name,key"),
        ({"keys": None}, "keys.csv", "The source has no ledger of keys."),
        ({"judgements": "left,right\n"}, "judgements.csv:1", "they must be left,right,judgement,by,why"),
        ({"judgements": edited("judgements", "NEGATIVE", "DIFFERENT")}, "judgements.csv:2 column judgement", "'DIFFERENT' is no judgement"),
        ({"judgements": edited("judgements", "register,一家做铝，一家做硅", "register,")}, "judgements.csv:2 column why", "empty"),
        ({"judgements": edited("judgements", "Enterprise:乙硅业", "Project:硅片厂")}, "judgements.csv:2", "different labels"),
        ({"judgements": edited("judgements", "Enterprise:乙硅业", "Enterprise:甲铝")}, "judgements.csv:2", "Both sides are"),
        (
            {"judgements": PLAN_FILES["judgements.csv"] + "Enterprise:乙硅业,Enterprise:甲铝业,UNSURE,register,再看\n"},
            "judgements.csv:3",
            "Line 2 judges the same two already.",
        ),
        ({"Mine": "name\n"}, "Mine.csv", "nothing reads it"),
    ],
)  # fmt: skip
def test_a_wrong_place_is_named(changed: dict[str, str | None], place: str, said: str) -> None:
    found = errors_of(plan(**changed), atlas())

    assert said in found[place]


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("basis: STATED", "basis: SAID", "source.yaml column basis", "none of STATED"),
        ("channel: REGISTER", "chanel: REGISTER", "source.yaml column chanel", "Extra inputs"),
        ('date: "2020"', "date: 2020", "source.yaml column date", "double quotes"),
        ('date: "2020"', 'date: "heute"', "source.yaml column date", "no date"),
        ("tables:", "tables: [", "source.yaml:13", "no YAML"),
        ("  - nodes/Plan.csv", "  - nodes/Plans.csv", "source.yaml column tables", "Did you mean nodes/Plan.csv"),
        ("  - nodes/Plan.csv", "  - nodes/Plan.csv\n  - nodes/Plan.csv", "source.yaml column tables", "listed twice"),
        ("  - nodes/Plan.csv", "  - nodes/Place.csv", "source.yaml column tables", "no file 'nodes/Place.csv'"),
        ("    Enterprise:", "    Firm:", "source.yaml column expectations.nodes", "no 'Firm'"),
        ('"plan:qing-shi"', '"plan:other"', "source.yaml column plan.key", "No row of nodes/Plan.csv states plan:other."),
        ("requires: [qing-shi-atlas]", "requires: [map]", "source.yaml column requires", "'map' is not given"),
    ],
)
def test_a_wrong_entry_of_source_yaml_is_named(old: str, new: str, place: str, said: str) -> None:
    assert PLAN_YAML.count(old) == 1
    with pytest.raises(RecordErrors) as caught:
        read_sources([source(PLAN_FILES, source=PLAN_YAML.replace(old, new)), atlas()])

    assert any(place in error.where and said in str(error) for error in caught.value.errors), str(caught.value)


def test_a_locator_must_exist_in_the_document_when_its_text_is_at_hand() -> None:
    wrong = plan(Department=edited("Department", "2.1.p1.s1", "2.1.p1.s9"))

    assert read_sources([wrong, atlas()])
    assert errors_of(wrong, atlas(), documents={DOCUMENT_KEY: DOCUMENT}) == {
        "nodes/Department.csv:2 column locator": "The document has no 2.1.p1.s9. The last one there is 2.1.p1.s1."
    }


def test_another_text_than_the_source_was_written_from_is_refused() -> None:
    other = decode_document("other.txt", "一、别的\n".encode())

    found = errors_of(plan(), atlas(), documents={DOCUMENT_KEY: other})

    assert "other.txt" in found["source.yaml column document.sha256"]


def test_a_document_of_no_source_is_refused() -> None:
    with pytest.raises(RecordError, match="No source has a document named '青石县办法'") as caught:
        read_sources([plan(), atlas()], documents={"青石县办法": DOCUMENT})

    assert "青石县园区办法" in caught.value.hint


@pytest.mark.parametrize(
    ("basis", "origin", "rule", "column"),
    [
        ("REFERENCE", "", "", "origin"),
        ("STATED", "青石县志", "", "origin"),
        ("INFERRED", "", "", "rule"),
        ("SURE", "", "", "basis"),
    ],
)
def test_a_row_says_what_its_basis_demands(basis: str, origin: str, rule: str, column: str) -> None:
    department = table(
        ("name", "basis", "origin", "rule", "locator", "claim"),
        ("县经信局", basis, origin, rule, "2.1.p1.s1", "县经信局管修路。"),
    )

    assert f"nodes/Department.csv:2 column {column}" in errors_of(plan(Department=department), atlas())


def test_a_start_has_one_relationship_of_a_single_type() -> None:
    second = PLAN_FILES["relationships/PART_OF.csv"] + "Group:列入计划的项目,Plan:别的办法,1.p2.s2,这组项目另有出处。\n"
    plans = PLAN_FILES["nodes/Plan.csv"] + "别的办法,CITED,2019,0.p1.s1,还有一份办法。\n"
    keys = PLAN_FILES["keys.csv"] + "Plan,别的办法,plan:bie-de\n"

    found = errors_of(plan(PART_OF=second, Plan=plans, keys=keys), atlas())

    assert found == {
        "relationships/PART_OF.csv:3 column end": (
            "group:lie-ru-ji-hua has one PART_OF only: plan:qing-shi by relationships/PART_OF.csv:2, and here plan:bie-de."
        )
    }


def test_an_ambiguous_name_is_refused_with_what_it_may_mean() -> None:
    two = plan(
        Enterprise=edited("Enterprise", "乙硅业,,", "乙硅业,甲铝,"),
        UNDERTAKES=edited("UNDERTAKES", "Enterprise:甲铝业", "Enterprise:甲铝"),
    )

    assert errors_of(two, atlas()) == {
        "relationships/UNDERTAKES.csv:2 column start": (
            "'甲铝' may mean enterprise:jia-lv-ye or enterprise:yi-gui-ye. Write the name as keys.csv has it."
        )
    }


def test_a_corrected_name_keeps_its_key() -> None:
    renamed = plan(
        keys=PLAN_FILES["keys.csv"] + "Project,铝板项目一期,project:lv-ban-yi-qi\n",
        Project=edited("Project", "铝板一期,", "铝板项目一期,"),
    )

    found = [claim for claim in claims(renamed, atlas()) if claim.field == "name" and claim.subject == "project:lv-ban-yi-qi"]

    assert [claim.value for claim in found] == ["铝板项目一期"]


def test_a_new_name_gets_a_key_that_no_homophone_has() -> None:
    ledger = Ledger({("Place", "青石"): "place:qing-shi", ("Place", "清石"): "place:qing-shi-2"})

    assert (ledger.mint("Place", "轻石"), ledger.mint("Place", "白石")) == ("place:qing-shi-3", "place:bai-shi")


def test_fewer_than_the_least_fails_and_more_than_the_most_is_an_issue() -> None:
    expected = [Expectation("Park", 2, None), Expectation("Place", 1, 1), Expectation("Plan", 3, None)]

    with pytest.raises(ExpectationFailed, match=r"Park has 1, at least 2 expected; Plan has 0, at least 3 expected"):
        check_expectations("s", expected, {"Park": 1, "Place": 1})

    assert [issue.message for issue in check_expectations("s", expected[1:2], {"Place": 2})] == [
        "Place has 2, at most 1 expected."
    ]


def test_a_source_with_too_few_rows_is_refused() -> None:
    strict = source(PLAN_FILES, source=PLAN_YAML.replace("{min: 1, max: 5}", "{min: 4}"))

    with pytest.raises(ExpectationFailed, match="qing-shi: Enterprise has 3, at least 4 expected"):
        read_sources([strict, atlas()])


def test_a_source_stands_after_those_that_it_requires() -> None:
    assert [item.name for item in in_order([plan(), atlas()])] == ["qing-shi-atlas", "qing-shi"]


def test_sources_that_require_each_other_are_refused() -> None:
    ring = source(ATLAS_FILES, source=ATLAS_FILES["source.yaml"] + "requires: [qing-shi]\n")

    with pytest.raises(RecordErrors, match="requires this one in turn"):
        in_order([plan(), ring])


def test_two_sources_of_one_name_are_refused() -> None:
    with pytest.raises(RecordErrors, match="Two sources are named 'qing-shi-atlas'"):
        in_order([atlas(), atlas()])


def test_a_record_needs_a_locator_and_a_restatement() -> None:
    for locator, restatement in (("", "一句话。"), ("1.p1.s1", "")):
        with pytest.raises(RecordError) as caught:
            Provenance(Basis.STATED, locator, restatement, PLACE)
        assert caught.value.where == "nodes/Project.csv:2"


def test_records_become_claims_at_their_locator() -> None:
    origin = plan().manifest.origin()
    node = NodeRecord("Project", "project:x", "某厂", ("甲", "乙"), (("phase", "一期"),), PROVENANCE)
    relationship = RelationshipRecord("SERVES", "project:x", "park:y", (("kind", "ROAD"),), (("status", "GIVEN"),), PROVENANCE)

    fields = [(claim.field, claim.value, claim.as_of) for record in (node, relationship) for claim in claims_of(record, origin)]

    assert fields == [
        ("name", "某厂", "2019"), ("aliases", "甲；乙", "2019"), ("phase", "一期", "2019"),
        ("SERVES", "park:y", "2019"), ("SERVES.status", "GIVEN", "2019"),
    ]  # fmt: skip


def test_rows_keep_their_line_over_quoted_line_ends() -> None:
    findings = Findings("s")

    found = read_table("t.csv", '\ufeffa,b\r\n"x\ny",1\r\n\r\n　z　,\n'.encode(), findings)

    assert found is not None
    assert [(row.line, dict(row.cells)) for row in found.rows] == [(2, {"a": "x\ny", "b": "1"}), (5, {"a": "z"})]
    assert findings.errors == []


def test_bytes_that_are_no_utf8_are_named_by_their_line() -> None:
    findings = Findings("s")

    assert read_table("t.csv", b"a\nb\n\xff\n", findings) is None
    assert [error.where for error in findings.errors] == ["t.csv:3"]


def test_columns_follow_from_the_model() -> None:
    project, serves = node_columns(MODEL.node("Project")), relationship_columns(MODEL.relationship("SERVES"))

    assert project.names == (
        "name", "aliases", "status", "capacity", "phase", "completion", "investment", "as_of", "basis", "origin", "rule", "locator", "claim",
    )  # fmt: skip
    assert serves.names == ("start", "end", "kind", "year", "status", "as_of", "basis", "origin", "rule", "locator", "claim")
    assert all(table_type(file, MODEL) is not None for file in table_files(MODEL))
    assert [table_type(file, MODEL) for file in ("nodes/Evidence.csv", "relationships/ABOUT.csv", "Project.csv")] == [None] * 3


def test_the_digest_covers_every_file_and_the_document() -> None:
    changed = plan(Department=edited("Department", "县经信局管修路。", "县经信局负责修路。"))

    assert len({plan().digest(), changed.digest(), plan().digest(DOCUMENT.digest)}) == 3
    assert plan().digests() == (plan().digest(), plan().digest(DOCUMENT.digest))
    assert atlas().digests() == (atlas().digest(),)


def test_the_bundled_sources_are_right() -> None:
    reads = read_sources(with_required("qinghai-2013"))

    assert [read.source.name for read in reads] == ["reference", "qinghai-2013"]
    assert [issue for read in reads for issue in read.issues] == []
    assert source_digest("qinghai-2013") == bundled_sources()["qinghai-2013"].digest()


def test_every_locator_of_the_bundled_register_is_in_the_plan(plan_text: str) -> None:
    bundled = bundled_source("qinghai-2013").manifest.document
    assert bundled is not None
    document = Document(bundled.name, plan_text, bundled.sha256)

    reads = read_sources(with_required("qinghai-2013"), documents={bundled.key: document})

    assert all(claim.quote for claim in reads[1].claims.values() if claim.origin.document)


def test_an_unknown_bundled_source_is_refused_with_those_like_it() -> None:
    with pytest.raises(RecordError, match="qinghai-2031") as caught:
        bundled_source("qinghai-2031")

    assert "qinghai-2013" in caught.value.hint
