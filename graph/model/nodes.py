"""Every label and its own properties. What all entities share (key, name, aliases, basis, order key) the registry adds."""

from __future__ import annotations

from graph.model import enums
from graph.model.declarations import Kind, NodeType, Property

ENTITY_PROPERTIES: tuple[Property, ...] = (
    Property("key", Kind.TEXT, "键", "Minted once from label and first name, never recomputed", required=True, derived=True),
    Property(
        "name", Kind.TEXT, "名称", "Canonical Chinese name, the one valid at the plan's date", required=True, is_name=True
    ),
    Property("aliases", Kind.TEXT_LIST, "别名", "Other names, sorted", required=True, is_name=True),
    Property(
        "basis", Kind.ENUM, "依据", "How the existence of the node is known", enum=enums.BASIS, required=True, derived=True
    ),
    Property(
        "sortKey", Kind.TEXT, "排序键", "Pinyin order key of the name", required=True, internal=True, derived=True, ordered=True
    ),
)

ENTITIES: tuple[NodeType, ...] = (
    NodeType("Plan", "plans", "计划", "An industrial plan", (
        Property("role", Kind.ENUM, "角色", "Loaded for itself or only cited", enum=enums.PLAN_ROLE),
        Property("year", Kind.INTEGER, "年度", "Year that the plan is for"),
        Property("issuer", Kind.TEXT, "发布机关", "Body that issued it", folded=True),
    )),
    NodeType("Enterprise", "enterprises", "企业", "A firm, as one legal person or a group that the text treats as one", (
        Property("fullName", Kind.TEXT, "全称", "Registered name at the plan's date", is_name=True, folded=True),
        Property("listedCode", Kind.TEXT, "股票代码", "Stock code with its exchange, such as SH 600117", folded=True),
        Property("scale", Kind.QUANTITY, "规模", "Scale as its source states it"),
        Property("stage", Kind.ENUM, "招商阶段", "How far an outside firm has come toward settling here",
                 enum=enums.PROSPECT_STAGE),
    )),
    NodeType("Project", "projects", "项目", "An investment project", (
        Property("status", Kind.ENUM, "状态", "Newest stated status", enum=enums.PROJECT_STATUS),
        Property("statusAsOf", Kind.PARTIAL_DATE, "状态日期", "When the status held", derived=True),
        Property("capacity", Kind.QUANTITY, "规模", "Stated capacity"),
        Property("phase", Kind.TEXT, "期次", "Phase of the project, as printed", folded=True),
        Property("completion", Kind.PARTIAL_DATE, "建成时间", "When it was or is to be completed, as stated"),
        Property("investment", Kind.YUAN, "投资", "Total investment in whole yuan"),
    )),
    NodeType("Park", "parks", "园区", "An industrial park or zone", (
        Property("fullName", Kind.TEXT, "全称", "Official name", is_name=True, folded=True),
        Property("level", Kind.ENUM, "级别", "Level of the body that set it up", enum=enums.LEVEL),
    )),
    NodeType("Place", "places", "地点", "An administrative division or an area in one", (
        Property("code", Kind.TEXT, "区划代码", "Six-digit code of GB/T 2260 valid at the plan's date", folded=True),
        Property("level", Kind.ENUM, "级别", "Administrative level", enum=enums.LEVEL),
    )),
    NodeType("Department", "departments", "部门", "A government department or another body that serves or answers", (
        Property("fullName", Kind.TEXT, "全称", "Official name at the plan's date", is_name=True, folded=True),
        Property("level", Kind.ENUM, "级别", "Administrative level", enum=enums.LEVEL),
    )),
    NodeType("Industry", "industries", "产业", "An industry that a plan or a classification names", (
        Property("code", Kind.TEXT, "行业代码", "Code of GB/T 4754-2017, where it has one", folded=True),
    )),
    NodeType("Chain", "chains", "产业链", "An industrial chain from raw material to end product"),
    NodeType("Segment", "segments", "环节", "One step of a chain", (
        Property("stage", Kind.ENUM, "位置", "Where on the chain it stands", enum=enums.STAGE),
        Property("gbCode", Kind.TEXT, "行业代码", "Code of GB/T 4754-2017", folded=True),
    )),
    NodeType("Product", "products", "产品", "A product or material", (
        Property("unit", Kind.TEXT, "计量单位", "Unit in which it is counted, such as t or MW", folded=True),
    )),
    NodeType("Base", "bases", "产业基地", "An industrial base"),
    NodeType("Task", "tasks", "任务", "Something that a plan asks somebody to do", (
        Property("order", Kind.INTEGER, "序号", "Place in the document's order of tasks: a number that grows along the document"),
        Property("deadline", Kind.PARTIAL_DATE, "期限", "By when, as precisely as stated"),
        Property("text", Kind.TEXT, "内容", "What is to be done, restated", folded=True),
    )),
    NodeType("Indicator", "indicators", "指标", "A figure that a plan states or aims at", (
        Property("value", Kind.QUANTITY, "数值", "Stated value"),
        Property("year", Kind.INTEGER, "年份", "Year to which it belongs"),
    )),
    NodeType("Infrastructure", "infrastructures", "基础设施", "Works that supply parks, places, projects or firms", (
        Property("kind", Kind.ENUM, "类型", "Kind of works", enum=enums.INFRASTRUCTURE_KIND),
        Property("voltage", Kind.INTEGER, "电压", "Nominal voltage", unit="kV"),
        Property("status", Kind.ENUM, "状态", "How far it has come", enum=enums.INFRASTRUCTURE_STATUS),
    )),
    NodeType("Instrument", "instruments", "政策金融工具", "A policy or finance instrument", (
        Property("kind", Kind.ENUM, "类型", "Kind of instrument", enum=enums.INSTRUMENT_KIND),
        Property("amount", Kind.YUAN, "金额", "Amount in whole yuan"),
        Property("year", Kind.INTEGER, "年份", "Year to which it belongs"),
    )),
    NodeType("RevenueTier", "revenueTiers", "收入档次", "A band of yearly sales with the number of firms meant to reach it", (
        Property("min", Kind.YUAN, "下限", "Lower bound in whole yuan"),
        Property("max", Kind.YUAN, "上限", "Upper bound in whole yuan"),
        Property("target", Kind.INTEGER, "目标户数", "How many firms are meant to be in it"),
        Property("year", Kind.INTEGER, "年份", "Year of the target or the count"),
    )),
    NodeType("Group", "groups", "计数集合", "A counted set, whether or not its members are named", (
        Property("memberLabel", Kind.TEXT, "成员标签", "Label of what is counted, such as Project", folded=True),
        Property("declaredCount", Kind.INTEGER, "声明数", "How many members the source says it has"),
        Property("knownCount", Kind.INTEGER, "已知数", "STATED and REFERENCE members in the graph, subsets not counted",
                 required=True, derived=True),
        Property("year", Kind.INTEGER, "年份", "Year to which the count belongs"),
    )),
)  # fmt: skip

EVIDENCE = NodeType("Evidence", "evidence", "证据", "One claim: this source says that this field of this subject has this value", (
    Property("key", Kind.TEXT, "键", "Digest of what identifies the claim", required=True),
    Property("subjectKey", Kind.TEXT, "主体键", "Key of the subject as the source named it", required=True, internal=True,
             indexed=True),
    Property("endKey", Kind.TEXT, "终点键", "Key of a relationship's end as the source named it", internal=True, indexed=True),
    Property("relationship", Kind.TEXT, "关系", "Id of the relationship (start, type, end, discriminators)"),
    Property("field", Kind.TEXT, "字段", "Property key, TYPE, or TYPE.property", required=True),
    Property("value", Kind.TEXT, "值", "As stated, in canonical form; for a relationship the key of its end node"),
    Property("asOf", Kind.PARTIAL_DATE, "时点", "When it held; only claims with equal asOf can conflict"),
    Property("basis", Kind.ENUM, "依据", "How it is known", enum=enums.BASIS, required=True),
    Property("source", Kind.TEXT, "来源", "Registered source that makes the claim", required=True, indexed=True),
    Property("origin", Kind.TEXT, "原始出处", "Outside publisher of a reference fact"),
    Property("channel", Kind.ENUM, "来路", "By which way it came", enum=enums.CHANNEL, required=True, internal=True),
    Property("role", Kind.ENUM, "计划角色", "Role of the plan that it comes from", enum=enums.PLAN_ROLE, internal=True),
    Property("sourceDate", Kind.PARTIAL_DATE, "来源日期", "Date of the source", internal=True),
    Property("locator", Kind.TEXT, "位置", "Section, paragraph and sentence (1.p6.s3), or sheet!B7", required=True),
    Property("claim", Kind.TEXT, "陈述", "The fact restated in one sentence of the project's own words", required=True),
    Property("quote", Kind.TEXT, "原文", "The document's words, when its text was loaded"),
    Property("start", Kind.INTEGER, "起", "First code point of the quote in the stored text"),
    Property("end", Kind.INTEGER, "止", "Code point after the quote in the stored text"),
    Property("rule", Kind.TEXT, "规则", "Rule that derived or read it"),
    Property("otherValues", Kind.INTEGER, "异值数", "Other values that claims on the same field have for the same date; absent when none",
             internal=True, derived=True),
), entity=False)  # fmt: skip

DOCUMENT = NodeType("Document", "documents", "文档", "One file of a source", (
    Property("key", Kind.TEXT, "键", "Key of the document", required=True),
    Property("name", Kind.TEXT, "名称", "Title of the document", required=True),
    Property("digest", Kind.TEXT, "摘要", "SHA-256 of the file, hexadecimal", required=True),
    Property("source", Kind.TEXT, "来源", "Registered source that it belongs to", required=True, internal=True),
), entity=False)  # fmt: skip

LOAD_RUN = NodeType("LoadRun", "loadRuns", "装载", "One load of one source", (
    Property("key", Kind.TEXT, "键", "Digest of source, input and model version", required=True),
    Property("source", Kind.TEXT, "来源", "Registered source", required=True),
    Property("digest", Kind.TEXT, "摘要", "SHA-256 of the input, hexadecimal", required=True),
    Property("modelVersion", Kind.TEXT, "模型版本", "Version of the model at the load", required=True, internal=True),
    Property("nodes", Kind.INTEGER, "节点数", "Entities that the source's claims are about", required=True),
    Property("relationships", Kind.INTEGER, "关系数", "Relationships that the source's claims carry", required=True),
    Property("claims", Kind.INTEGER, "陈述数", "Claims of the source", required=True),
), entity=False)  # fmt: skip

NAME_FORM = NodeType("NameForm", "nameForms", "名称形式", "One name of one entity, in the normal form by which it is looked up", (
    Property("key", Kind.TEXT, "键", "Key of the entity and the form", required=True),
    Property("form", Kind.TEXT, "形式", "The normal form", required=True, indexed=True),
), entity=False)  # fmt: skip

NAME_TOKEN = NodeType("NameToken", "nameTokens", "名称片段", "One name of one entity from one of its code points on, by which it is searched", (
    Property("key", Kind.TEXT, "键", "Marks, the normal form from there on, and what tells equal ones apart", required=True),
    Property("pinyin", Kind.TEXT, "拼音", "Marks and the pinyin from there on, where a syllable starts", indexed=True),
    Property("initials", Kind.TEXT, "拼音首字母", "Marks and the first letters of its syllables", indexed=True),
    Property("entity", Kind.TEXT, "实体键", "Key of the entity", required=True),
    Property("label", Kind.TEXT, "标签", "Label of the entity", required=True),
    Property("form", Kind.TEXT, "形式", "Normal form of the whole name", required=True),
    Property("printed", Kind.TEXT, "印刷形式", "The whole name as printed", required=True),
    Property("property", Kind.TEXT, "属性", "Property of the entity that the name is a value of", required=True),
), entity=False)  # fmt: skip

REDIRECT = NodeType("Redirect", "redirects", "重定向", "A key that a judgement merged into another", (
    Property("key", Kind.TEXT, "键", "The key that is no longer shown", required=True),
    Property("means", Kind.TEXT, "所指键", "The key that it means by the judgement, which may itself be merged", required=True),
    Property("sources", Kind.TEXT_LIST, "来源", "Registered sources that judge so, sorted", required=True),
), entity=False)  # fmt: skip

BOOKKEEPING: tuple[NodeType, ...] = (EVIDENCE, DOCUMENT, LOAD_RUN, NAME_FORM, NAME_TOKEN, REDIRECT)
