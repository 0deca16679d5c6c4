"""Every relationship type with both of its fields, its ends, properties and discriminators."""

from __future__ import annotations

from graph.model import enums
from graph.model.declarations import ANY_ENTITY, Ends, Kind, Property, RelationshipType

# Borne by every relationship that claims carry; the registry adds them.
CLAIMED_PROPERTIES: tuple[Property, ...] = (
    Property("id", Kind.TEXT, "标识", "Start, type, end and discriminators", required=True, internal=True, derived=True),
    Property("basis", Kind.ENUM, "依据", "How the relationship is known", enum=enums.BASIS, required=True, derived=True),
    Property("claims", Kind.TEXT_LIST, "陈述", "Keys of its claims, sorted", required=True, internal=True, derived=True),
)

_LEADERS = ("Department", "Park", "Group", "Enterprise")
_PLAN_PARTS = ("Task", "Indicator", "Group", "RevenueTier", "Base", "Instrument")

CLAIMED: tuple[RelationshipType, ...] = (
    RelationshipType("UNDERTAKES", "undertakes", "undertakenBy", (Ends(("Enterprise",), ("Project",)),),
                     "承担", "承担方", "Carries out the project"),
    RelationshipType("LOCATED_IN", "locatedIn", "locates",
                     (Ends(("Enterprise", "Project", "Park", "Infrastructure"), ("Park", "Place")),),
                     "位于", "辖内", "Stands in the park or place", within=("LOCATED_IN", "PART_OF")),
    RelationshipType("PART_OF", "partOf", "parts",
                     (Ends(("Park",), ("Park", "Place")), Ends(("Place",), ("Place",)), Ends(("Department",), ("Department",)),
                      Ends(("Segment",), ("Segment",)), Ends(("Instrument",), ("Instrument",)), Ends(_PLAN_PARTS, ("Plan",))),
                     "属于", "组成", "Is a part of it", single=True),
    RelationshipType("LISTED_IN", "listedIn", "lists", (Ends(("Enterprise", "Project"), ("Plan",)),),
                     "列入", "列有", "Is on the plan's list", (
                         Property("year", Kind.INTEGER, "年份", "Year of the list", filter_name="listedYear"),
                         Property("role", Kind.TEXT, "身份", "As what it is listed", filter_name="listedRole", folded=True))),
    RelationshipType("IN_INDUSTRY", "inIndustry", "members", (Ends(("Enterprise", "Project", "Product"), ("Industry",)),),
                     "所属产业", "成员", "Belongs to the industry"),
    RelationshipType("SUBCLASS_OF", "subclassOf", "subclasses", (Ends(("Industry",), ("Industry",)),),
                     "上级产业", "下级产业", "Is a narrower industry of it"),
    RelationshipType("HAS_SEGMENT", "segments", "chains", (Ends(("Chain",), ("Segment",)),),
                     "环节", "所在产业链", "Has the segment as a step"),
    RelationshipType("FEEDS", "feeds", "fedBy", (Ends(("Segment",), ("Segment",)),),
                     "供给", "来料", "Gives a material to the next segment", (
                         Property("material", Kind.TEXT, "物料", "What flows", folded=True),
                         Property("kind", Kind.ENUM, "类型", "What kind of flow it is", enum=enums.FLOW_KIND)),
                     discriminators=("material",)),
    RelationshipType("OCCUPIES", "occupies", "occupiedBy", (Ends(("Enterprise", "Project"), ("Segment",)),),
                     "占位", "占位者", "Works in the segment", (
                         Property("state", Kind.ENUM, "占位状态", "How it stands in the segment", enum=enums.OCCUPANCY),
                         Property("since", Kind.PARTIAL_DATE, "起始", "Since when"),
                         Property("year", Kind.INTEGER, "年份", "Year of the statement")),
                     discriminators=("year",)),
    RelationshipType("PRODUCES", "produces", "producedBy", (Ends(("Enterprise", "Project", "Segment"), ("Product",)),),
                     "产出", "生产者", "Makes the product", (
                         Property("capacity", Kind.QUANTITY, "产能", "Capacity for the product", filter_name="productCapacity"),
                         Property("phase", Kind.TEXT, "期次", "Phase that makes it", filter_name="productPhase", folded=True),
                         Property("year", Kind.INTEGER, "年份", "Year of the statement")),
                     discriminators=("phase", "year")),
    RelationshipType("USES", "uses", "usedBy", (Ends(("Enterprise", "Project", "Segment"), ("Product",)),),
                     "消耗", "使用者", "Takes the product as input", (
                         Property("capacity", Kind.QUANTITY, "用量", "Amount that it takes", filter_name="productCapacity"),
                         Property("phase", Kind.TEXT, "期次", "Phase that takes it", filter_name="productPhase", folded=True),
                         Property("year", Kind.INTEGER, "年份", "Year of the statement")),
                     discriminators=("phase", "year")),
    RelationshipType("SURVEYED_IN", "surveyedIn", "surveys", (Ends(("Segment",), ("Place", "Park")),),
                     "调查于", "调查过", "Somebody looked who occupies the segment there", (
                         Property("year", Kind.INTEGER, "年份", "Year of the survey"),
                         Property("by", Kind.TEXT, "调查者", "Who looked", folded=True)),
                     discriminators=("year",)),
    RelationshipType("LEADS", "leads", "ledBy", (Ends(_LEADERS, ("Task", "Chain", "Project")),),
                     "牵头", "牵头方", "Answers for it"),
    RelationshipType("PARTICIPATES_IN", "participatesIn", "participants", (Ends(_LEADERS, ("Task", "Chain")),),
                     "参与", "参与方", "Takes part in it"),
    RelationshipType("TARGETS", "targets", "targetedBy", (Ends(("Task",), (ANY_ENTITY,)),),
                     "针对", "相关任务", "Is meant for it"),
    RelationshipType("SERVES", "serves", "servedBy",
                     (Ends(("Department", "Enterprise"), ("Project", "Enterprise", "Park", "Place", "Group")),),
                     "服务", "服务方", "Does something for it", (
                         Property("kind", Kind.ENUM, "服务类型", "What is done", enum=enums.SERVICE_KIND),
                         Property("year", Kind.INTEGER, "年份", "When it was done", filter_name="serviceYear"),
                         Property("status", Kind.ENUM, "服务状态", "How far it has come", enum=enums.SERVICE_STATUS,
                                  filter_name="serviceStatus")),
                     discriminators=("kind", "year")),
    RelationshipType("SUPPLIES", "supplies", "suppliedBy",
                     (Ends(("Infrastructure",), ("Park", "Place", "Project", "Enterprise")),),
                     "供应", "配套设施", "Supplies it"),
    RelationshipType("BUILT_ON", "builtOn", "bases", (Ends(("Base",), ("Industry", "Chain")),),
                     "依托", "产业基地", "Rests on the industry or chain"),
    RelationshipType("CARRIED_BY", "carriedBy", "bases", (Ends(("Base",), ("Park", "Place")),),
                     "承载于", "产业基地", "Stands in the park or place"),
    RelationshipType("SUPPORTED_BY", "supportedBy", "bases", (Ends(("Base",), ("Project", "Enterprise")),),
                     "支撑", "产业基地", "Lives from the project or firm"),
    RelationshipType("IN_TIER", "inTier", "enterprises", (Ends(("Enterprise",), ("RevenueTier",)),),
                     "收入档次", "企业", "Its sales lie in the band", (
                         Property("year", Kind.INTEGER, "年份", "Year of the sales", filter_name="tierYear"),),
                     discriminators=("year",)),
    RelationshipType("MEMBER_OF", "memberOf", "members", (Ends((ANY_ENTITY,), ("Group",)),),
                     "成员", "成员", "Is a named member of the counted set"),
    RelationshipType("MEASURES", "measures", "indicators", (Ends(("Indicator",), (ANY_ENTITY,)),),
                     "衡量", "指标", "Says something about it"),
    RelationshipType("SUCCEEDED_BY", "succeededBy", "succeeds",
                     (Ends(("Department",), ("Department",)), Ends(("Place",), ("Place",)), Ends(("Park",), ("Park",))),
                     "后继", "前身", "Became or was replaced by it", (
                         Property("date", Kind.PARTIAL_DATE, "日期", "When"),)),
)  # fmt: skip

BOOKKEEPING: tuple[RelationshipType, ...] = (
    RelationshipType("ABOUT", "subject", "evidence", (Ends(("Evidence",), (ANY_ENTITY,)),),
                     "关于", "证据", "The claim is about the node", entity=False),
    RelationshipType("CITES", "document", "claims", (Ends(("Evidence",), ("Document",)),),
                     "引自", "陈述", "The claim stands in the document", entity=False),
    RelationshipType("DOCUMENTS", "plan", "documents", (Ends(("Document",), ("Plan",)),),
                     "记载", "文档", "The document is the plan's text", entity=False),
    RelationshipType("NAMES", "names", "nameForms", (Ends(("NameForm",), (ANY_ENTITY,)),),
                     "指称", "名称形式", "The form is a name of the node", entity=False),
    RelationshipType("REDIRECTS", "target", "redirects", (Ends(("Redirect",), (ANY_ENTITY,)),),
                     "指向", "重定向", "The merged key now means the node", entity=False),
)  # fmt: skip
