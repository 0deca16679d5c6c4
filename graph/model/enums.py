"""Every closed list of values, declared once; names that the contract fixes keep its order."""

from __future__ import annotations

from graph.model.declarations import EnumType, EnumValue
from graph.model.values import Comparator


def _enum(name: str, zh: str, en: str, *values: tuple[str, str, str]) -> EnumType:
    return EnumType(name, zh, en, tuple(EnumValue(*value) for value in values))


BASIS = _enum(
    "Basis", "依据", "How a fact is known",
    ("STATED", "原文", "A loaded document says so"),
    ("REFERENCE", "参考", "A reference table with an outside source says so"),
    ("INFERRED", "推断", "A named rule derives it from other facts"),
    ("PROPOSED", "拟议", "An analysis suggests it"),
)  # fmt: skip

CHANNEL = _enum(
    "Channel", "来路", "By which way a claim came, best first",
    ("REGISTER", "登记", "A reviewed table of facts"),
    ("EXTRACTION", "抽取", "Read from a document by rules"),
    ("REFERENCE", "参考", "A reference table"),
    ("LIST", "名单", "A list loaded through a mapping"),
    ("RULE", "规则", "Derived by a named rule"),
    ("ANALYSIS", "分析", "Suggested by an analysis"),
)  # fmt: skip

PLAN_ROLE = _enum(
    "PlanRole", "角色", "Whether a plan is loaded for itself or only cited by another",
    ("MAIN", "主计划", "Loaded for itself"),
    ("CITED", "引用计划", "Named by a loaded plan"),
)  # fmt: skip

COMPARATOR = EnumType(
    "Comparator", "比较", "How a stated number bounds the true one",
    tuple(EnumValue(item.name, item.value, en) for item, en in zip(Comparator, (
        "Exactly the number", "About the number (约, 左右)", "More than the number (余, 多, 超过)", "The number or more (以上)",
        "Less than the number, near to it (近, 不足)", "The number or less (以下)", "From the number to `upper`"), strict=True)),
)  # fmt: skip

PROJECT_STATUS = _enum(
    "ProjectStatus", "项目状态", "How far a project has come",
    ("PROPOSED", "谋划", "Named as an intention"),
    ("APPROVED", "获批", "Its approvals are given"),
    ("STARTED", "开工", "Building has begun"),
    ("UNDER_CONSTRUCTION", "在建", "Building goes on"),
    ("TRIAL_PRODUCTION", "试生产", "It runs on trial"),
    ("PARTLY_IN_PRODUCTION", "部分投产", "A part of it produces"),
    ("IN_PRODUCTION", "建成投产", "It is built and produces"),
)  # fmt: skip

LEVEL = _enum(
    "Level", "级别", "Administrative level",
    ("NATIONAL", "国家级", "Of the state"),
    ("PROVINCIAL", "省级", "Of a province"),
    ("PREFECTURAL", "市州级", "Of a prefecture or prefecture-level city"),
    ("COUNTY", "县级", "Of a county or county-level city"),
    ("LOCAL", "县级以下", "Below the county, an area without a level of its own"),
)  # fmt: skip

STAGE = _enum(
    "Stage", "环节位置", "Where on its chain a segment stands",
    ("UPSTREAM", "上游", "Raw materials"),
    ("MIDSTREAM", "中游", "Making"),
    ("DOWNSTREAM", "下游", "Use and end products"),
    ("CIRCULAR", "循环", "Returns what others throw away"),
)  # fmt: skip

FLOW_KIND = _enum(
    "FlowKind", "流向类型", "What flows from one segment to the next",
    ("PRODUCT", "产品", "A main product"),
    ("BY_PRODUCT", "副产品", "A by-product"),
    ("ENERGY", "能源", "Power or heat"),
    ("RECYCLE", "回收", "A material that returns"),
)  # fmt: skip

OCCUPANCY = _enum(
    "Occupancy", "占位状态", "How a firm or project stands in a segment",
    ("PRODUCING", "在产", "It produces there"),
    ("TRIAL", "试产", "It produces there on trial"),
    ("UNDER_CONSTRUCTION", "在建", "It builds there"),
    ("PLANNED", "拟建", "It means to build there"),
)  # fmt: skip

INFRASTRUCTURE_KIND = _enum(
    "InfrastructureKind", "设施类型", "Kind of works",
    ("SUBSTATION", "变电站", "Substation"),
    ("TRANSMISSION", "输变电工程", "Transmission line with its substations"),
    ("GRID", "电网", "A grid of one voltage"),
    ("POWER_SUPPLY", "供电工程", "Connection of one consumer"),
    ("ROAD", "道路", "Road"),
    ("BRIDGE", "桥梁", "Bridge"),
    ("WATER", "供水", "Water supply or drainage"),
    ("RAIL", "铁路", "Railway"),
    ("OTHER", "其他", "Other works"),
)  # fmt: skip

INFRASTRUCTURE_STATUS = _enum(
    "InfrastructureStatus", "设施状态", "How far works have come",
    ("PLANNED", "计划", "Planned"),
    ("UNDER_CONSTRUCTION", "在建", "Being built"),
    ("EXPANDING", "扩建", "Being enlarged"),
    ("COMPLETED", "建成", "Built"),
    ("IN_SERVICE", "投运", "Supplies what it was built for"),
)  # fmt: skip

INSTRUMENT_KIND = _enum(
    "InstrumentKind", "工具类型", "Kind of finance or policy instrument",
    ("SPECIAL_FUND", "专项资金", "Budget money set apart"),
    ("LOAN", "贷款", "Bank loans"),
    ("TRUST", "信托融资", "Trust financing"),
    ("LEASING", "融资租赁", "Financial leasing"),
    ("COMMERCIAL_PAPER", "短期融资券", "Short-term financing bills"),
    ("MEDIUM_TERM_NOTE", "中期票据", "Medium-term notes"),
    ("PRIVATE_PLACEMENT", "定向增发", "Shares placed privately"),
    ("ENTERPRISE_BOND", "企业债", "Enterprise bonds"),
    ("CORPORATE_BOND", "公司债", "Corporate bonds"),
    ("DIRECT_FINANCING", "直接融资", "Direct financing as a whole"),
    ("TAX_RELIEF", "税收优惠", "Tax relief"),
    ("SUBSIDY", "补助", "Interest or other subsidy"),
    ("AWARD", "奖励", "Award for results"),
    ("MATCHMAKING", "对接会", "Meeting that brings two sides together"),
    ("REGULATION", "管理办法", "A rule to be issued"),
    ("PROGRAMME", "工程计划", "A programme of projects"),
    ("OTHER", "其他", "Another instrument"),
)  # fmt: skip

SERVICE_KIND = _enum(
    "ServiceKind", "服务类型", "What a department does for somebody",
    ("ENVIRONMENT_APPROVAL", "环评审批", "Approval of the environmental impact assessment"),
    ("LAND_APPROVAL", "用地审批", "Approval of land use"),
    ("MINERAL_ALLOCATION", "矿产资源配置", "Allotment of mineral resources"),
    ("MINING_LICENCE", "采矿许可", "Mining licence"),
    ("SAFETY_REVIEW", "安全生产审查", "Work safety review"),
    ("ENERGY_REVIEW", "能评", "Energy-saving review"),
    ("GRID_SUPPLY", "电网建设", "Grid works for a park or place"),
    ("POWER_SUPPLY", "供电保障", "Power supply to a consumer or a set of them"),
    ("ROAD", "道路建设", "Road works"),
    ("TAX_RELIEF", "税收优惠", "Tax relief"),
    ("FINANCE", "金融支持", "Loans, funds and other finance"),
    ("COORDINATION", "协调", "Coordination"),
    ("TASK_LEAD", "任务牵头", "Leads a task that concerns it"),
    ("OTHER", "其他", "Another service"),
)  # fmt: skip

PROSPECT_STAGE = _enum(
    "ProspectStage", "招商阶段", "How far a firm from outside has come toward settling here",
    ("INTENDED", "意向", "It has shown an intention"),
    ("SIGNED", "签约", "It has signed a contract"),
    ("STARTED", "开工", "Building has begun"),
    ("PRODUCING", "投产", "It produces here"),
)  # fmt: skip

SERVICE_STATUS = _enum(
    "ServiceStatus", "服务状态", "How far a service has come",
    ("GIVEN", "已办", "Done"),
    ("IN_PROGRESS", "办理中", "Under way"),
    ("OUTSTANDING", "未办", "Not begun"),
    ("PLANNED", "拟办", "Announced"),
    ("NOT_APPLICABLE", "不涉及", "Said not to be needed"),
)  # fmt: skip

ENUMS: tuple[EnumType, ...] = (
    BASIS, CHANNEL, PLAN_ROLE, COMPARATOR, PROJECT_STATUS, LEVEL, STAGE, FLOW_KIND, OCCUPANCY, INFRASTRUCTURE_KIND,
    INFRASTRUCTURE_STATUS, INSTRUMENT_KIND, PROSPECT_STAGE, SERVICE_KIND, SERVICE_STATUS,
)  # fmt: skip
