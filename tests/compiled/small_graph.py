"""A small made-up graph, written as claims and projected like any other.

Two chains (硅链, 铝链) of three segments each; four firms, of which 东硅 and 西硅 share the alias 硅厂; three projects; a park in a
county in a province; two departments that serve several times over; a counted set of fifteen whose members nobody names; a task; an
indicator; a key that was merged into another (enterprise:jiu-dong-gui means 东硅). One document; one load run.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.claims import Basis, Channel, Claim, Link, Origin
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.kinds import StoreValue
from graph.model.projection import Redirects, project
from graph.model.registry import MODEL, Model

PLAN = Origin("qing-shi", Channel.REGISTER, "document:qing-shi", "MAIN", "2013")
ATLAS = Origin("atlas", Channel.REFERENCE)
DOCUMENT = "document:qing-shi"
RUN = "0123456789abcdef"
MERGED = "enterprise:jiu-dong-gui"

# Key, name, aliases, then properties as `key=value`.
NODES = """
plan:qing-shi 青石县2013年行动计划 - role=MAIN year=2013 issuer=青石县人民政府
chain:gui-lian 硅链 硅产业链
chain:lv-lian 铝链 -
segment:gong-ye-gui 工业硅 - stage=UPSTREAM gbCode=3099
segment:duo-jing-gui 多晶硅 - stage=MIDSTREAM
segment:zu-jian 组件 光伏组件 stage=DOWNSTREAM
segment:yang-hua-lv 氧化铝 - stage=UPSTREAM
segment:dian-jie-lv 电解铝 - stage=MIDSTREAM
segment:lv-cai 铝材 - stage=DOWNSTREAM
enterprise:dong-gui 东硅 硅厂 fullName=青石东硅有限公司 listedCode=SH＿600001
enterprise:xi-gui 西硅 硅厂
enterprise:qing-lv 青铝 青石铝业；青铝公司
enterprise:gong-dian 供电公司 -
project:duo-jing-gui-er-qi 多晶硅二期 - status=UNDER_CONSTRUCTION@2013-04 capacity=10—15万吨 phase=二期 investment=472.8亿元
project:lv-ban 铝板 - status=APPROVED capacity=40万吨
project:zu-jian-chang 组件厂 - investment=4100万元
park:he-wan 河湾园区 河湾工业园 level=PROVINCIAL
place:qing-shi-xian 青石县 - code=630199 level=COUNTY
place:he-xi-sheng 河西省 - code=630000 level=PROVINCIAL
department:jiao-tong-ju 交通局 青石县交通局 level=COUNTY
department:huan-bao-ju 环保局 - level=COUNTY
product:duo-jing-gui-liao 多晶硅料 - unit=t
product:lv-ban-cai 铝板材 - unit=t
industry:gui-ye 硅业 - code=3099
group:shi-wu-ji-di 十五个基地 - memberLabel=Base declaredCount=15 year=2013
group:zhong-dian-xiang-mu 重点项目 - memberLabel=Project declaredCount=101
task:wan-shan-chan-ye-lian 完善产业链 - order=1 deadline=2013-12 text=把两条链补齐
indicator:shou-ru 主营收入 - value=1000亿元以上 year=2013
infrastructure:qing-shi-bian 青石变 - kind=SUBSTATION voltage=330 status=IN_SERVICE
instrument:zhuan-xiang 专项资金 - kind=SPECIAL_FUND amount=5000万元
revenuetier:bai-yi 百亿级 - min=100亿元 target=3 year=2013
base:gui-ji-di 硅基地 -
"""

# Start, TYPE, end, then discriminators and properties as `key=value`.
RELATIONSHIPS = """
chain:gui-lian HAS_SEGMENT segment:gong-ye-gui
chain:gui-lian HAS_SEGMENT segment:duo-jing-gui
chain:gui-lian HAS_SEGMENT segment:zu-jian
chain:lv-lian HAS_SEGMENT segment:yang-hua-lv
chain:lv-lian HAS_SEGMENT segment:dian-jie-lv
chain:lv-lian HAS_SEGMENT segment:lv-cai
segment:gong-ye-gui FEEDS segment:duo-jing-gui material=工业硅 kind=PRODUCT
segment:gong-ye-gui FEEDS segment:duo-jing-gui material=硅粉 kind=BY_PRODUCT
segment:duo-jing-gui FEEDS segment:zu-jian material=多晶硅料 kind=PRODUCT
segment:yang-hua-lv FEEDS segment:dian-jie-lv material=氧化铝 kind=PRODUCT
enterprise:dong-gui OCCUPIES segment:duo-jing-gui year=2012 state=PRODUCING since=2010-06
enterprise:dong-gui OCCUPIES segment:duo-jing-gui year=2013 state=PRODUCING
enterprise:xi-gui OCCUPIES segment:gong-ye-gui state=TRIAL
project:duo-jing-gui-er-qi OCCUPIES segment:duo-jing-gui state=UNDER_CONSTRUCTION
project:lv-ban OCCUPIES segment:lv-cai state=PLANNED
enterprise:dong-gui UNDERTAKES project:duo-jing-gui-er-qi
enterprise:xi-gui UNDERTAKES project:duo-jing-gui-er-qi
enterprise:dong-gui UNDERTAKES project:zu-jian-chang
enterprise:qing-lv UNDERTAKES project:lv-ban
enterprise:dong-gui LOCATED_IN park:he-wan
enterprise:qing-lv LOCATED_IN place:qing-shi-xian
project:duo-jing-gui-er-qi LOCATED_IN park:he-wan
project:duo-jing-gui-er-qi LOCATED_IN place:qing-shi-xian
park:he-wan LOCATED_IN place:qing-shi-xian
place:qing-shi-xian PART_OF place:he-xi-sheng
enterprise:dong-gui PRODUCES product:duo-jing-gui-liao year=2012 capacity=2万吨
project:lv-ban PRODUCES product:lv-ban-cai capacity=40万吨
segment:duo-jing-gui PRODUCES product:duo-jing-gui-liao
segment:zu-jian USES product:duo-jing-gui-liao
product:duo-jing-gui-liao IN_INDUSTRY industry:gui-ye
enterprise:dong-gui IN_INDUSTRY industry:gui-ye
enterprise:dong-gui LISTED_IN plan:qing-shi year=2013 role=龙头
project:duo-jing-gui-er-qi LISTED_IN plan:qing-shi
department:jiao-tong-ju SERVES park:he-wan kind=ROAD year=2012 status=GIVEN
department:jiao-tong-ju SERVES park:he-wan kind=ROAD year=2013 status=PLANNED
department:jiao-tong-ju SERVES park:he-wan kind=COORDINATION
department:huan-bao-ju SERVES project:duo-jing-gui-er-qi kind=ENVIRONMENT_APPROVAL status=OUTSTANDING
department:huan-bao-ju SERVES group:zhong-dian-xiang-mu kind=ENVIRONMENT_APPROVAL year=2012
enterprise:gong-dian SERVES enterprise:dong-gui kind=POWER_SUPPLY
group:zhong-dian-xiang-mu PART_OF plan:qing-shi
task:wan-shan-chan-ye-lian PART_OF plan:qing-shi
task:wan-shan-chan-ye-lian TARGETS chain:gui-lian
task:wan-shan-chan-ye-lian TARGETS chain:lv-lian
department:jiao-tong-ju LEADS task:wan-shan-chan-ye-lian
department:huan-bao-ju PARTICIPATES_IN task:wan-shan-chan-ye-lian
project:lv-ban MEMBER_OF group:zhong-dian-xiang-mu
indicator:shou-ru MEASURES place:qing-shi-xian
infrastructure:qing-shi-bian SUPPLIES park:he-wan
enterprise:dong-gui IN_TIER revenuetier:bai-yi year=2012
base:gui-ji-di BUILT_ON chain:gui-lian
base:gui-ji-di BUILT_ON industry:gui-ye
base:gui-ji-di CARRIED_BY park:he-wan
"""


def small_image(model: Model = MODEL) -> Image:
    """Return the graph."""
    image = project(_claims(model), model, redirects=Redirects({MERGED: "enterprise:dong-gui"}))
    image.add_node(
        ImageNode("Document", DOCUMENT, {"key": DOCUMENT, "name": "青石县行动计划", "digest": "d" * 64, "source": "qing-shi"})
    )
    documents = f"{DOCUMENT}|DOCUMENTS|plan:qing-shi"
    image.add_relationship(
        ImageRelationship("DOCUMENTS", documents, "Document", DOCUMENT, "Plan", "plan:qing-shi", {"id": documents})
    )
    counts = {"nodes": 32, "relationships": 52, "claims": 100}
    run: dict[str, StoreValue] = {"key": RUN, "source": "qing-shi", "digest": "e" * 64, "modelVersion": "m", **counts}
    image.add_node(ImageNode("LoadRun", RUN, run))
    return image


def _claims(model: Model) -> Iterator[Claim]:
    for number, line in enumerate(NODES.strip().splitlines(), 1):
        key, name, aliases, *stated = line.split(" ")
        origin = ATLAS if key.startswith(("product:", "segment:")) else PLAN
        basis = Basis.REFERENCE if origin is ATLAS else Basis.STATED
        at = f"1.p{number}.s1"
        yield Claim(key, "name", name, basis, origin, at, f"文中有“{name}”。")
        if aliases != "-":
            yield Claim(key, "aliases", aliases, basis, origin, at, f"“{name}”又称“{aliases}”。")
        for item in stated:
            field, _, dated = item.partition("=")
            value, _, as_of = dated.replace("＿", " ").partition("@")
            yield Claim(key, field, value, basis, origin, at, f"“{name}”的{field}是{value}。", as_of=as_of)
    # A second value for one field: shown is the stated one, kept are both.
    yield Claim("project:lv-ban", "status", "STARTED", Basis.REFERENCE, ATLAS, "table!3", "另一处说铝板已开工。")
    for number, line in enumerate(RELATIONSHIPS.strip().splitlines(), 1):
        yield from _link_claims(line, f"2.p{number}.s1", model)


def _link_claims(line: str, at: str, model: Model) -> Iterator[Claim]:
    start, name, end, *stated = line.split(" ")
    held = dict(item.split("=", 1) for item in stated)
    keys = model.relationship(name).discriminators
    link = Link(name, end, tuple((key, held[key]) for key in keys if key in held))
    said = f"{start}与{end}有{name}关系。"
    yield Claim(start, name, end, Basis.STATED, PLAN, at, said, link)
    for key, value in held.items():
        if key not in keys:
            yield Claim(start, f"{name}.{key}", value, Basis.STATED, PLAN, at, said, link)
