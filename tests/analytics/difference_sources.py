"""Two plans of an invented county, 柳河县, for two years after each other; written for the tests of plan differences.

The plan for 2020 has a document; the one for 2021 was loaded from tables alone. Both speak of one firm, one project that goes on, and
one department; every other part has a key of its own in each plan.
"""

from __future__ import annotations

from collections.abc import Mapping

from loaders.source import Source
from tests.loaders.sources import source

_TABLES = """tables:
  - nodes/Plan.csv
  - nodes/Enterprise.csv
  - nodes/Project.csv
  - nodes/Department.csv
  - nodes/Group.csv
  - nodes/RevenueTier.csv
  - nodes/Instrument.csv
  - nodes/Indicator.csv
  - nodes/Task.csv
  - relationships/LISTED_IN.csv
  - relationships/PART_OF.csv
  - relationships/MEMBER_OF.csv
  - relationships/LEADS.csv
  - relationships/MEASURES.csv
"""

_FIRST: Mapping[str, str] = {
    "source.yaml": f"""name: liu-he-2020
title: 柳河县2020年工业安排（登记表）
channel: REGISTER
basis: STATED
date: "2020"
plan: {{key: "plan:liu-he-2020", name: 柳河县2020年工业安排}}
document: {{key: "document:liu-he-2020", name: 柳河县2020年工业安排, sha256: {"d" * 64}}}
{_TABLES}""",
    "keys.csv": """label,name,key
Plan,柳河县2020年工业安排,plan:liu-he-2020
Plan,柳河县远景设想,plan:liu-he-yuan-jing
Enterprise,丙机械,enterprise:bing-ji-xie
Project,齿轮厂,project:chi-lun-chang
Project,罐头线,project:guan-tou-xian
Department,县发改局,department:xian-fa-gai-ju
Group,2020年重点项目,group:2020-zhong-dian
RevenueTier,2020年产值过亿元,revenuetier:2020-guo-yi
Instrument,技改资金,instrument:ji-gai-2020
Indicator,2019年工业产值,indicator:2019-chan-zhi
Indicator,2020年工业产值目标,indicator:2020-mu-biao
Indicator,2019年用电量,indicator:2019-yong-dian
Task,修通园区道路,task:xiu-lu-2020
Task,办好银企对接,task:yin-qi-2020
""",
    "nodes/Plan.csv": """name,role,year,locator,claim
柳河县2020年工业安排,MAIN,2020,0.p1.s1,这份安排讲2020年的工业。
柳河县远景设想,CITED,,0.p1.s2,安排提到远景设想。
""",
    "nodes/Enterprise.csv": """name,locator,claim
丙机械,1.p1.s1,丙机械做齿轮。
""",
    "nodes/Project.csv": """name,status,investment,as_of,locator,claim
齿轮厂,STARTED,2亿元,2019,1.p1.s2,齿轮厂动工了，投资两亿。
罐头线,STARTED,,2019,1.p1.s3,罐头线动工了。
""",
    "nodes/Department.csv": """name,locator,claim
县发改局,2.p1.s1,县发改局管修路。
""",
    "nodes/Group.csv": """name,memberLabel,declaredCount,year,locator,claim
2020年重点项目,Project,3,2020,1.p2.s1,今年重点项目三个。
""",
    "nodes/RevenueTier.csv": """name,min,target,year,locator,claim
2020年产值过亿元,1亿元,2,2020,1.p3.s1,两户企业产值要过亿。
""",
    "nodes/Instrument.csv": """name,kind,amount,year,locator,claim
技改资金,SPECIAL_FUND,5000万元,2020,1.p4.s1,技改资金有五千万。
""",
    "nodes/Indicator.csv": """name,value,year,locator,claim
2019年工业产值,38亿元,2019,1.p5.s1,去年产值三十八亿。
2020年工业产值目标,42亿元,2020,1.p5.s2,今年产值要到四十二亿。
2019年用电量,3亿度,2019,1.p5.s3,去年用电三亿度。
""",
    "nodes/Task.csv": """name,text,deadline,locator,claim
修通园区道路,把园区道路修通,2020-06,2.p1.s1,六月前修通道路。
办好银企对接,开一次银企对接会,,2.p1.s2,办好银企对接。
""",
    "relationships/LISTED_IN.csv": """start,end,year,role,locator,claim
Enterprise:丙机械,Plan:柳河县2020年工业安排,2020,骨干企业,1.p1.s1,丙机械列为骨干。
Project:齿轮厂,Plan:柳河县2020年工业安排,2020,重点项目,1.p1.s2,齿轮厂列为重点。
Project:罐头线,Plan:柳河县2020年工业安排,2020,重点项目,1.p1.s3,罐头线列为重点。
""",
    "relationships/PART_OF.csv": """start,end,locator,claim
Group:2020年重点项目,Plan:柳河县2020年工业安排,1.p2.s1,出自安排。
RevenueTier:2020年产值过亿元,Plan:柳河县2020年工业安排,1.p3.s1,出自安排。
Instrument:技改资金,Plan:柳河县2020年工业安排,1.p4.s1,出自安排。
Indicator:2019年工业产值,Plan:柳河县2020年工业安排,1.p5.s1,出自安排。
Indicator:2020年工业产值目标,Plan:柳河县2020年工业安排,1.p5.s2,出自安排。
Indicator:2019年用电量,Plan:柳河县2020年工业安排,1.p5.s3,出自安排。
Task:修通园区道路,Plan:柳河县2020年工业安排,2.p1.s1,出自安排。
Task:办好银企对接,Plan:柳河县2020年工业安排,2.p1.s2,出自安排。
""",
    "relationships/MEMBER_OF.csv": """start,end,locator,claim
Project:齿轮厂,Group:2020年重点项目,1.p1.s2,齿轮厂在内。
Project:罐头线,Group:2020年重点项目,1.p1.s3,罐头线在内。
""",
    "relationships/LEADS.csv": """start,end,locator,claim
Department:县发改局,Task:修通园区道路,2.p1.s1,县发改局牵头修路。
""",
    "relationships/MEASURES.csv": """start,end,locator,claim
Indicator:2020年工业产值目标,Group:2020年重点项目,1.p5.s2,目标靠重点项目。
""",
}

_SECOND: Mapping[str, str] = {
    "source.yaml": f"""name: liu-he-2021
title: 柳河县2021年工业安排（登记表）
channel: REGISTER
basis: STATED
date: "2021"
plan: {{key: "plan:liu-he-2021", name: 柳河县2021年工业安排}}
{_TABLES}""",
    "keys.csv": """label,name,key
Plan,柳河县2021年工业安排,plan:liu-he-2021
Enterprise,丙机械,enterprise:bing-ji-xie
Project,齿轮厂,project:chi-lun-chang
Project,冷库,project:leng-ku
Department,县发改局,department:xian-fa-gai-ju
Department,县商务局,department:xian-shang-wu-ju
Group,2021年重点项目,group:2021-zhong-dian
RevenueTier,2021年产值过亿元,revenuetier:2021-guo-yi
Instrument,“技改”资金,instrument:ji-gai-2021
Indicator,2020年工业产值,indicator:2020-chan-zhi
Indicator,2021年工业产值目标,indicator:2021-mu-biao
Task,修通园区道路,task:xiu-lu-2021
Task,引进包装企业,task:bao-zhuang-2021
""",
    "nodes/Plan.csv": """name,role,year,locator,claim
柳河县2021年工业安排,MAIN,2021,0.p1.s1,这份安排讲2021年的工业。
""",
    "nodes/Enterprise.csv": """name,locator,claim
丙机械,1.p1.s1,丙机械做齿轮。
""",
    "nodes/Project.csv": """name,status,investment,as_of,locator,claim
齿轮厂,IN_PRODUCTION,20000万元,2020,1.p1.s2,齿轮厂投产了。
冷库,PROPOSED,,2021,1.p1.s3,打算建冷库。
""",
    "nodes/Department.csv": """name,locator,claim
县发改局,2.p1.s1,县发改局管修路。
县商务局,2.p1.s1,县商务局一起管。
""",
    "nodes/Group.csv": """name,memberLabel,declaredCount,year,locator,claim
2021年重点项目,Project,4,2021,1.p2.s1,今年重点项目四个。
""",
    "nodes/RevenueTier.csv": """name,min,target,year,locator,claim
2021年产值过亿元,1亿元,3,2021,1.p3.s1,三户企业产值要过亿。
""",
    "nodes/Instrument.csv": """name,kind,amount,year,locator,claim
“技改”资金,SPECIAL_FUND,,2021,1.p4.s1,仍有技改资金，没说多少。
""",
    "nodes/Indicator.csv": """name,value,year,locator,claim
2020年工业产值,41亿元,2020,1.p5.s1,去年产值四十一亿。
2021年工业产值目标,42亿元,2021,1.p5.s2,今年产值仍要到四十二亿。
""",
    "nodes/Task.csv": """name,text,deadline,locator,claim
修通园区道路,把园区“道路”修通,2021-06,2.p1.s1,六月前修通道路。
引进包装企业,引一家做包装的,,2.p1.s2,引进包装企业。
""",
    "relationships/LISTED_IN.csv": """start,end,year,role,locator,claim
Enterprise:丙机械,Plan:柳河县2021年工业安排,2021,龙头企业,1.p1.s1,丙机械列为龙头。
Project:齿轮厂,Plan:柳河县2021年工业安排,2021,重点项目,1.p1.s2,齿轮厂列为重点。
Project:冷库,Plan:柳河县2021年工业安排,2021,重点项目,1.p1.s3,冷库列为重点。
""",
    "relationships/PART_OF.csv": """start,end,locator,claim
Group:2021年重点项目,Plan:柳河县2021年工业安排,1.p2.s1,出自安排。
RevenueTier:2021年产值过亿元,Plan:柳河县2021年工业安排,1.p3.s1,出自安排。
Instrument:“技改”资金,Plan:柳河县2021年工业安排,1.p4.s1,出自安排。
Indicator:2020年工业产值,Plan:柳河县2021年工业安排,1.p5.s1,出自安排。
Indicator:2021年工业产值目标,Plan:柳河县2021年工业安排,1.p5.s2,出自安排。
Task:修通园区道路,Plan:柳河县2021年工业安排,2.p1.s1,出自安排。
Task:引进包装企业,Plan:柳河县2021年工业安排,2.p1.s2,出自安排。
""",
    "relationships/MEMBER_OF.csv": """start,end,locator,claim
Project:齿轮厂,Group:2021年重点项目,1.p1.s2,齿轮厂在内。
Project:冷库,Group:2021年重点项目,1.p1.s3,冷库在内。
""",
    "relationships/LEADS.csv": """start,end,locator,claim
Department:县发改局,Task:修通园区道路,2.p1.s1,县发改局牵头修路。
Department:县商务局,Task:修通园区道路,2.p1.s1,县商务局一起牵头。
""",
    "relationships/MEASURES.csv": """start,end,locator,claim
Indicator:2021年工业产值目标,Group:2021年重点项目,1.p5.s2,目标靠重点项目。
""",
}


def plans() -> tuple[Source, Source]:
    """Return the sources of both plans, the earlier first."""
    return source(_FIRST), source(_SECOND)
