"""The part of the stored graph that a load compares with: claims back from Evidence, and the image of the nodes they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.cypher import retire
from graph.errors import StoreError
from graph.model.claims import Basis, Channel, Claim, Link, Origin, Quote
from graph.model.identity import discriminators_of
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.kinds import StoreValue
from graph.model.name_tokens import token_keys
from graph.model.projection import link
from graph.model.registry import Model
from graph.store.dump import stored_properties
from graph.store.store import Store
from loaders.tables.judgements import Redirection

# Keys a statement: their answers, not they, are what is large; hubs have thousands of claims.
_KEYS_A_READ = 1_000


@dataclass(frozen=True, slots=True)
class StoredRedirect:
    """A redirect and the node that it leads to, None while nothing is known of it."""

    redirection: Redirection
    leads_to: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class StoredPart:
    """What the store holds of one part of the graph.

    Attributes:
        claims: Claim key -> claim, of every source.
        image: Entities of the part with name forms and relationships, and the evidence of the claims.
    """

    claims: dict[str, Claim] = field(default_factory=dict)
    image: Image = field(default_factory=Image)


def claim_of(properties: Mapping[str, object], document: str | None) -> Claim:
    """Return the claim that an Evidence node holds.

    Args:
        properties: The node's properties.
        document: Key of the document that it cites.

    Raises:
        StoreError: The node's key does not fit what it says.
    """

    def text(name: str) -> str:
        held = properties.get(name)
        return held if isinstance(held, str) else ""

    start, end = properties.get("start"), properties.get("end")
    quote = None
    if isinstance(start, int) and isinstance(end, int):
        quote = Quote(text("quote"), start, end)
    link_of_claim = None
    if text("relationship"):
        type_name = text("field").partition(".")[0]
        link_of_claim = Link(type_name, text("endKey"), discriminators_of(text("relationship")))
    claim = Claim(
        subject=text("subjectKey"),
        field=text("field"),
        value=text("value"),
        basis=Basis[text("basis")],
        origin=Origin(text("source"), Channel[text("channel")], document, text("role") or None, text("sourceDate")),
        locator=text("locator"),
        restatement=text("claim"),
        link=link_of_claim,
        as_of=text("asOf"),
        publisher=text("origin"),
        rule=text("rule"),
        quote=quote,
    )
    if claim.key != text("key"):
        raise StoreError(
            f"Evidence {text('key')} about {claim.subject} is not what a loader wrote.",
            hint="Restore a dump, or load into an empty database.",
        )
    return claim


async def read_redirects(store: Store) -> tuple[StoredRedirect, ...]:
    """Return all redirects, sorted by merged key."""
    rows = await store.read(retire.READ_REDIRECTS)
    found = [
        StoredRedirect(
            Redirection(str(key), str(means), tuple(map(str, _items(sources)))),
            None if label is None else (str(label), str(target)),
        )
        for key, means, sources, label, target in rows
    ]
    return tuple(sorted(found, key=lambda item: item.redirection.merged))


async def read_source_keys(store: Store, sources: Iterable[str]) -> set[str]:
    """Return every key that the stored claims of the sources name."""
    found: set[str] = set()
    for source in sources:
        found.update(str(key) for row in await store.read(retire.read_source_keys(source)) for key in row if key is not None)
    return found


async def read_neighbours(store: Store, keys: Collection[str]) -> set[str]:
    """Return the far keys of every relationship claim that names one of the keys."""
    found: set[str] = set()
    for some in slices(sorted(keys)):
        for statement in retire.read_named_with(some):
            found.update(str(other) for (other,) in await store.read(statement))
    return found


async def read_runs(store: Store) -> dict[str, ImageNode]:
    """Return the load run of every source that is loaded, by source."""
    nodes = [_node("LoadRun", properties) for (properties,) in await store.read(retire.READ_RUNS)]
    return {str(node.properties["source"]): node for node in nodes}


async def read_documents(store: Store, sources: Sequence[str], keys: Sequence[str]) -> tuple[tuple[ImageNode, str | None], ...]:
    """Return the documents of the sources, and those with the keys, each with the key of its plan."""
    rows = await store.read(retire.read_documents(sources, keys))
    return tuple((_node("Document", properties), None if plan is None else str(plan)) for properties, plan in rows)


async def read_part(store: Store, keys: Collection[str], model: Model) -> StoredPart:
    """Return what the store holds of the entities with the keys: nodes, their names, relationships, claims and evidence."""
    part = StoredPart()
    by_label: dict[str, list[str]] = defaultdict(list)
    for key in sorted(keys):
        by_label[model.label_of_key(key)].append(key)
    for label, own in sorted(by_label.items()):
        for some in slices(own):
            await _read_entities(store, label, some, model, part.image)
    for some in slices(sorted(keys)):
        for statement in retire.read_claims(some):
            for properties, document, about_label, about in await store.read(statement):
                _add_claim(part, stored_properties(properties), document, (str(about_label), str(about)))
    return part


async def _read_entities(store: Store, label: str, keys: Sequence[str], model: Model, image: Image) -> None:
    tokens: list[str] = []
    for properties, forms in await store.read(retire.read_nodes(label, keys, model)):
        node = _node(label, properties)
        image.add_node(node)
        for held in _items(forms):
            form = _node("NameForm", held)
            image.add_node(form)
            image.add_relationship(link("NAMES", "NameForm", form.key, label, node.key))
            tokens += token_keys(label, node.key, str(form.properties["form"]))
    for some in slices(tokens):
        for (held,) in await store.read(retire.read_tokens(some)):
            image.add_node(_node("NameToken", held))
    for type_name, held, forward, near, far_label, far in await store.read(retire.read_relationships(label, keys, model)):
        ends = ((label, str(near)), (str(far_label), str(far)))
        start, end = ends if forward else ends[::-1]
        properties = stored_properties(held)
        image.add_relationship(ImageRelationship(str(type_name), str(properties["id"]), *start, *end, properties))


def _add_claim(part: StoredPart, properties: dict[str, StoreValue], document: object, about: tuple[str, str]) -> None:
    cited = None if document is None else str(document)
    claim = claim_of(properties, cited)
    if claim.key in part.claims:
        return
    part.claims[claim.key] = claim
    part.image.add_node(ImageNode("Evidence", claim.key, properties))
    part.image.add_relationship(link("ABOUT", "Evidence", claim.key, *about))
    if cited is not None:
        part.image.add_relationship(link("CITES", "Evidence", claim.key, "Document", cited))


def _node(label: str, held: object) -> ImageNode:
    properties = stored_properties(held)
    return ImageNode(label, str(properties["key"]), properties)


def _items(held: object) -> list[object]:
    return held if isinstance(held, list) else []


def slices(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the keys in parts that one statement takes."""
    for start in range(0, len(keys), _KEYS_A_READ):
        yield keys[start : start + _KEYS_A_READ]
