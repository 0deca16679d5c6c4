"""Two small sources about an invented county, 青石县: a plan with its document, and a reference atlas that the plan requires.

The plan states two firms, two projects, a park, a department, a set of counted projects and what serves what; the atlas knows the
county, places the park in it and gives one firm's full name. The document is written for these tests.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence

from graph.cypher.ddl import schema_statements, seed_statements, unseed_statements
from graph.model.registry import MODEL, Model
from graph.store import Store, ensure_schema
from loaders.source import Source
from loaders.text.document import Document, decode_document

DOCUMENT_TEXT = """　　本办法说明青石县园区两年里的几件事。

　　一、上年情况

　　园区运转平稳。甲铝业的铝板一期已经投产；乙硅业的硅片厂刚刚动工。

　　县供电局给铝板一期架了线路。列入计划的一共两项。

　　二、今年安排

　　（一）修路

　　县经信局牵头，把园区道路修好。

　　（二）送电

　　县供电局继续送电。
"""
DOCUMENT_BYTES = DOCUMENT_TEXT.encode()
DOCUMENT_KEY = "document:qing-shi"
DOCUMENT: Document = decode_document("qing-shi.txt", DOCUMENT_BYTES)

PLAN_YAML = f"""name: qing-shi
title: 青石县园区办法（登记表）
channel: REGISTER
basis: STATED
date: "2020"
requires: [qing-shi-atlas]
plan: {{key: "plan:qing-shi", name: 青石县园区办法}}
document:
  key: {DOCUMENT_KEY}
  name: 青石县园区办法
  sha256: {hashlib.sha256(DOCUMENT_BYTES).hexdigest()}
tables:
  - nodes/Plan.csv
  - nodes/Enterprise.csv
  - nodes/Project.csv
  - nodes/Department.csv
  - nodes/Group.csv
  - relationships/UNDERTAKES.csv
  - relationships/LOCATED_IN.csv
  - relationships/SERVES.csv
  - relationships/MEMBER_OF.csv
  - relationships/PART_OF.csv
expectations:
  nodes:
    Enterprise: {{min: 1, max: 5}}
"""

PLAN_FILES: Mapping[str, str] = {
    "source.yaml": PLAN_YAML,
    "keys.csv": """label,name,key
Plan,青石县园区办法,plan:qing-shi
Enterprise,甲铝业,enterprise:jia-lv-ye
Enterprise,乙硅业,enterprise:yi-gui-ye
Enterprise,县供电局,enterprise:xian-gong-dian-ju
Project,铝板一期,project:lv-ban-yi-qi
Project,硅片厂,project:gui-pian-chang
Department,县经信局,department:xian-jing-xin-ju
Group,列入计划的项目,group:lie-ru-ji-hua
""",
    "judgements.csv": """left,right,judgement,by,why
Enterprise:甲铝业,Enterprise:乙硅业,NEGATIVE,register,一家做铝，一家做硅
""",
    "nodes/Plan.csv": """name,role,year,locator,claim
青石县园区办法,MAIN,2020,0.p1.s1,这份办法讲园区的事。
""",
    "nodes/Enterprise.csv": """name,aliases,locator,claim
甲铝业,甲铝,1.p1.s2,甲铝业有个铝板项目。
乙硅业,,1.p1.s3,乙硅业有个硅片项目。
县供电局,,1.p2.s1,县供电局管线路。
""",
    "nodes/Project.csv": """name,status,capacity,as_of,locator,claim
铝板一期,IN_PRODUCTION,2万吨,2019,1.p1.s2,铝板项目投产了。
硅片厂,STARTED,,2019,1.p1.s3,硅片项目动工了。
""",
    "nodes/Department.csv": """name,level,locator,claim
县经信局,COUNTY,2.1.p1.s1,县经信局管修路。
""",
    "nodes/Group.csv": """name,memberLabel,declaredCount,locator,claim
列入计划的项目,Project,2,1.p2.s2,计划列了两个项目。
""",
    "relationships/UNDERTAKES.csv": """start,end,locator,claim
Enterprise:甲铝业,Project:铝板一期,1.p1.s2,铝板项目是甲铝业的。
Enterprise:乙硅业,Project:硅片厂,1.p1.s3,硅片项目是乙硅业的。
""",
    "relationships/LOCATED_IN.csv": """start,end,locator,claim
Project:铝板一期,Park:青石园区,1.p1.s2,铝板项目在园区。
""",
    "relationships/SERVES.csv": """start,end,kind,year,status,locator,claim
Enterprise:县供电局,Project:铝板一期,POWER_SUPPLY,2019,GIVEN,1.p2.s1,县供电局架线给铝板项目。
Department:县经信局,Park:青石园区,ROAD,2020,PLANNED,2.1.p1.s1,县经信局要给园区修路。
""",
    "relationships/MEMBER_OF.csv": """start,end,locator,claim
Project:铝板一期,Group:列入计划的项目,1.p2.s2,铝板项目在计划里。
""",
    "relationships/PART_OF.csv": """start,end,locator,claim
Group:列入计划的项目,Plan:青石县园区办法,1.p2.s2,这组项目出自办法。
""",
}

ATLAS_FILES: Mapping[str, str] = {
    "source.yaml": """name: qing-shi-atlas
title: 青石县地名和企业名
channel: REFERENCE
basis: REFERENCE
tables: [nodes/Place.csv, nodes/Park.csv, nodes/Enterprise.csv, relationships/LOCATED_IN.csv]
""",
    "keys.csv": """label,name,key
Place,青石县,place:qing-shi-xian
Park,青石园区,park:qing-shi-yuan-qu
Enterprise,甲铝业,enterprise:jia-lv-ye
""",
    "nodes/Place.csv": """name,code,level,as_of,origin,locator,claim
青石县,639999,COUNTY,2019,青石县志,p1,青石县的代码是639999。
""",
    "nodes/Park.csv": """name,aliases,origin,locator,claim
青石园区,园区,青石县志,p2,青石园区也叫园区。
""",
    "nodes/Enterprise.csv": """name,fullName,origin,locator,claim
甲铝业,青石甲铝业有限公司,青石县志,p3,甲铝业的全名是青石甲铝业有限公司。
""",
    "relationships/LOCATED_IN.csv": """start,end,origin,locator,claim
Park:青石园区,Place:青石县,青石县志,p2,青石园区在青石县。
""",
}


def source(files: Mapping[str, str], **changed: str | None) -> Source:
    """Return the source of the files; a keyword names a table without folder and suffix, None takes it out."""
    result = dict(files)
    for name, text in changed.items():
        path = next((path for path in files if path.rpartition("/")[2].partition(".")[0] == name), f"{name}.csv")
        if text is None:
            del result[path]
            result["source.yaml"] = result["source.yaml"].replace(f"  - {path}\n", "")
        else:
            result[path] = text
    return Source.from_files({path: text.encode() for path, text in result.items()})


def plan(**changed: str | None) -> Source:
    """Return the plan's source with some files changed."""
    return source(PLAN_FILES, **changed)


def atlas(**changed: str | None) -> Source:
    """Return the atlas with some files changed."""
    return source(ATLAS_FILES, **changed)


def edited(file: str, old: str, new: str, files: Mapping[str, str] = PLAN_FILES) -> str:
    """Return a file's text with one place changed."""
    path = next(path for path in files if path.rpartition("/")[2].partition(".")[0] == file)
    assert files[path].count(old) == 1, f"{old!r} stands {files[path].count(old)} times in {path}"
    return files[path].replace(old, new)


def table(columns: Sequence[str], *rows: Sequence[str]) -> str:
    """Return a table's text."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([columns, *rows])
    return out.getvalue()


async def prepare(store: Store, model: Model = MODEL) -> None:
    """Give the database the model's constraints and indexes."""
    await ensure_schema(
        store, model.version, schema_statements(model), seed=seed_statements(model), unseed=unseed_statements(model)
    )
