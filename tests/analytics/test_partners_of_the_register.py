"""Candidate partners on the bundled register: as the oracle says, and as an officer who reads its tables would say."""

from __future__ import annotations

from graph.analytics.messages import Lang
from graph.analytics.partners import PartnerCandidate, PartnerQuestion, candidate_partners, weights_of
from graph.cypher.statement import Statement
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.dump import whole_image
from tests.analytics.partners_oracle import PartnersOracle
from tests.analytics.test_partners_on_stores import answer, check_path

PROVINCE, PARK = "青海省", "东川园区"
# Where the chains of photovoltaics, magnesium, aluminium and batteries break, and two segments with incumbents.
SEGMENTS = ("铸锭/拉棒/切片(硅片)", "光伏玻璃", "电解金属镁", "氧化铝", "隔膜", "多晶硅", "电解铝(铝水)")


async def key_of(store: Store, name: str, label: str) -> str:
    ((key,),) = await store.read(Statement(f"MATCH (n:{label}) WHERE n.name = $name RETURN n.key", {"name": name}))
    return str(key)


async def asked(store: Store, segment: str, place: str | None, lang: Lang = Lang.EN) -> tuple[PartnerCandidate, ...]:
    label = "Park" if place == PARK else "Place"
    where = None if place is None else await key_of(store, place, label)
    question = PartnerQuestion(await key_of(store, segment, "Segment"), where, first=100)
    return await candidate_partners(store, MODEL, question, lang)


async def test_the_register_is_answered_as_by_the_oracle(register: Store) -> None:
    image = await whole_image(register, MODEL)

    for name in SEGMENTS:
        for place, label in ((None, ""), (PROVINCE, "Place"), (PARK, "Park")):
            segment = await key_of(register, name, "Segment")
            where = None if place is None else await key_of(register, place, label)
            found = await asked(register, name, place)
            assert {item.enterprise: answer(item) for item in found} == PartnersOracle(image, segment, where).answer(
                dict(weights_of(()))
            ), (name, place)
            for item in found:
                check_path(item, image, segment)
                assert all(part.evidence for part in item.parts if part.known)


async def test_the_best_candidates_are_those_that_the_tables_point_to(register: Store) -> None:
    names = {str(key): str(name) for key, name in await register.read(Statement("MATCH (e:Enterprise) RETURN e.key, e.name"))}

    found = {name: await asked(register, name, PROVINCE, Lang.ZH) for name in SEGMENTS}
    best = {name: names[several[0].enterprise] for name, several in found.items()}
    left_out = {name: {names[item.enterprise] for item in several if item.excluded} for name, several in found.items()}

    assert best["铸锭/拉棒/切片(硅片)"] == "黄河水电"
    assert best["电解金属镁"] == "盐湖集团"
    assert best["隔膜"] == "北捷新材料"
    assert best["氧化铝"] in {"黄河鑫业", "中铝青海分公司"}
    assert left_out["电解金属镁"] == {"盐湖镁业"}
    assert left_out["多晶硅"] == {"亚洲硅业"}
    assert left_out["电解铝(铝水)"] == {"物产集团", "黄河鑫业", "中铝青海分公司"}
    assert "省电力公司" not in {names[item.enterprise] for several in found.values() for item in several}
    assert found["铸锭/拉棒/切片(硅片)"][0].parts[0].reason == (
        "“黄河水电”在“铸锭/拉棒/切片(硅片)”环节拟建。"
        "“黄河水电”前后两头都有：前端有“多晶硅”，后端有“电池片”，中间正缺“铸锭/拉棒/切片(硅片)”。"
    )
