"""Candidate partners on both stores: generated graphs against the oracle."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.analytics.messages import Lang
from graph.analytics.partner_rules import PARTS
from graph.analytics.partners import PartnerCandidate, PartnerQuestion, candidate_partners, weights_of
from graph.cypher.statement import Statement
from graph.errors import BadArguments, NotFound
from graph.model.image import Image, difference
from graph.model.registry import MODEL
from graph.store import Store
from graph.store.apply import write_difference
from tests.analytics.chain_graphs import Generated
from tests.analytics.partner_graphs import PLACES, SEGMENTS, partner_graphs
from tests.analytics.partners_oracle import Answer, PartnersOracle
from tests.store_fixtures import wipe


async def write(store: Store, image: Image) -> None:
    epoch = await store.state()
    assert epoch is not None
    await write_difference(store, difference(Image(), image), MODEL, base_epoch=epoch)


def answer(found: PartnerCandidate) -> Answer:
    parts = {part.name: (part.value, part.basis) for part in found.parts}
    said = found.excluded or ""
    veto = (
        "serving-body"
        if "serves others" in said
        else "maker-here"
        if " here already " in said
        else "incumbent"
        if said
        else None
    )
    return found.score, found.scoreUpper, veto, parts


def check_path(found: PartnerCandidate, image: Image, segment: str) -> None:
    """Every step is a relationship of the graph, the firm stands at the one end and the segment at the other."""
    assert (found.path.nodes[0], found.path.nodes[-1]) == (found.enterprise, segment)
    for (near, far), step in zip(pairwise(found.path.nodes), found.path.steps, strict=True):
        start, end = (near, far) if step.forward else (far, near)
        held = [
            (str(item.properties["basis"]), item.properties["claims"])
            for item in image.relationships.values()
            if (item.start, item.type, item.end) == (start, step.type, end)
        ]
        assert (step.basis.name, list(step.evidence)) in held
        assert set(step.evidence) <= set(found.evidence)


# An example takes a store half a second, so one that fails is shown as it is and not made smaller.
@settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    generated=partner_graphs(), place=st.sampled_from(PLACES), weight=st.sampled_from((0.0, 12.5, 100.0)),
    part=st.sampled_from([rule.name for rule in PARTS]),
)  # fmt: skip
async def test_generated_graphs_are_answered_as_by_the_oracle(
    store: Store, generated: Generated, place: str | None, weight: float, part: str
) -> None:
    await wipe(store, keep_schema=True)
    await write(store, generated.image)

    for segment in SEGMENTS[:2]:
        question = PartnerQuestion(segment, place, ((part, weight),), first=100)
        found = await candidate_partners(store, MODEL, question, Lang.EN)
        wanted = PartnersOracle(generated.image, segment, place).answer(dict(weights_of(question.weights)))
        assert {item.enterprise: answer(item) for item in found} == wanted
        ranks = [(item.excluded is not None, -item.score, -item.scoreUpper, item.enterprise) for item in found]
        assert ranks == sorted(ranks)
        for item in found:
            check_path(item, generated.image, segment)


async def test_what_is_not_there_is_not_found_and_what_is_wrong_is_refused(store: Store) -> None:
    for question in (PartnerQuestion("segment:none"), PartnerQuestion("segment:none", "place:none")):
        with pytest.raises(NotFound, match="segment:none"):
            await candidate_partners(store, MODEL, question, Lang.EN)
    for first in (0, 101):
        with pytest.raises(BadArguments, match=f"first is {first}; it can be 1 to 100"):
            await candidate_partners(store, MODEL, PartnerQuestion("segment:none", first=first), Lang.EN)


async def test_it_is_one_statement(store: Store, statements: list[Statement]) -> None:
    statements.clear()

    with pytest.raises(NotFound):
        await candidate_partners(store, MODEL, PartnerQuestion("segment:none"), Lang.ZH)

    assert len(statements) == 1
