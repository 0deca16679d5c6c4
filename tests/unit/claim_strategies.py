"""Random claims over a small world, so that they often meet: three firms, two projects, two sets, two sources."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from graph.model.claims import Basis, Channel, Claim, Link, Origin
from graph.model.projection import Redirects

FIRMS = ("enterprise:a", "enterprise:b", "enterprise:c")
PROJECTS = ("project:p", "project:q")
SETS = ("group:g", "group:h")
ORIGINS = (
    Origin("plan", Channel.REGISTER, "document:plan", "MAIN", "2020"),
    Origin("atlas", Channel.REFERENCE),
)

_locators = st.sampled_from(["1.p1.s1", "1.p1.s2", "2.p1.s1"])
_as_of = st.sampled_from(["", "2019", "2020-05"])
_basis = st.sampled_from(list(Basis))
_origins = st.sampled_from(ORIGINS)

_stated = st.one_of(
    st.tuples(st.sampled_from(FIRMS), st.just("name"), st.sampled_from(["甲铝业", "乙硅业", "甲铝"])),
    st.tuples(st.sampled_from(FIRMS), st.just("aliases"), st.sampled_from(["甲", "甲；老甲", "乙"])),
    st.tuples(st.sampled_from(FIRMS), st.just("fullName"), st.sampled_from(["青石甲铝业有限公司", "青石乙硅业有限公司"])),
    st.tuples(st.sampled_from(PROJECTS), st.just("name"), st.sampled_from(["铝板项目", "硅片项目"])),
    st.tuples(st.sampled_from(PROJECTS), st.just("status"), st.sampled_from(["STARTED", "IN_PRODUCTION"])),
    st.tuples(st.sampled_from(PROJECTS), st.just("capacity"), st.sampled_from(["40万吨", "10—15万吨"])),
    st.tuples(st.sampled_from(SETS), st.just("name"), st.sampled_from(["重点项目", "重点企业"])),
    st.tuples(st.sampled_from(SETS), st.just("declaredCount"), st.sampled_from(["2", "15"])),
)
_linked = st.one_of(
    st.tuples(st.sampled_from(FIRMS), st.just("UNDERTAKES"), st.sampled_from(PROJECTS), st.just(()), st.just((None, ""))),
    st.tuples(
        st.sampled_from((*FIRMS, *PROJECTS)), st.just("MEMBER_OF"), st.sampled_from(SETS), st.just(()), st.just((None, ""))
    ),
    st.tuples(
        st.sampled_from(FIRMS),
        st.just("SERVES"),
        st.sampled_from(PROJECTS),
        st.sampled_from([(), (("kind", "ROAD"),), (("kind", "ROAD"), ("year", "2020"))]),
        st.sampled_from([(None, ""), ("status", "GIVEN"), ("status", "PLANNED")]),
    ),
)


@st.composite
def _claims(draw: st.DrawFn) -> Claim:
    about_node = draw(st.booleans())
    link = None
    if about_node:
        subject, field, value = draw(_stated)
    else:
        subject, type_name, end, discriminators, (part, stated) = draw(_linked)
        link = Link(type_name, end, discriminators)
        field, value = (f"{type_name}.{part}", stated) if part else (type_name, end)
    claim = Claim(subject, field, value, draw(_basis), draw(_origins), draw(_locators), "一句话。", link, draw(_as_of))
    if claim.basis is Basis.REFERENCE:
        return replace(claim, publisher="青石县政府网", origin=replace(claim.origin, document=None))
    return claim


def claim_sets() -> st.SearchStrategy[list[Claim]]:
    """Lists of claims, no two with one key."""
    return st.lists(_claims(), max_size=14, unique_by=lambda claim: claim.key)


def redirect_sets() -> st.SearchStrategy[Redirects]:
    """Redirects among firms and among projects, never in a ring."""
    return st.sampled_from(
        [
            Redirects(),
            Redirects({"enterprise:b": "enterprise:a"}, {"enterprise:b": ("plan",)}),
            Redirects({"enterprise:c": "enterprise:b", "enterprise:b": "enterprise:a"}),
            Redirects({"project:q": "project:p"}, {"project:q": ("atlas", "plan")}),
            Redirects({"enterprise:c": "enterprise:z"}),
        ]
    )
