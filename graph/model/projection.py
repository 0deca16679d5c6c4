"""Claims become a graph: a pure function from claims and redirects to an image.

    project(claims, about={"enterprise:juneng-dianli"}) -> Image with the firm, its relationships, their evidence

What a node shows is the first of its claims on each field by the declared precedence; every claim stays as evidence. A judgement
redirects a key to another here and nowhere else, so taking the judgement back undoes it without reading a source again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.errors import ModelError
from graph.model.claims import Basis, Claim, precedence
from graph.model.declarations import Kind, Property
from graph.model.identity import relationship_id
from graph.model.image import Image, ImageNode, ImageRelationship
from graph.model.kinds import StoreValue, from_text, to_columns
from graph.model.name_tokens import Name, tokens
from graph.model.registry import Model
from graph.names import normal_form, sort_key


@dataclass(frozen=True, slots=True)
class Redirects:
    """Merged keys and what they mean now; chains are followed, a ring is refused.

    Attributes:
        target: Merged key -> the key that it means.
        sources: Merged key -> the sources that judge so, sorted.
    """

    target: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def resolve(self, key: str) -> str:
        """Return the key that is shown for a key.

        Raises:
            ModelError: The redirects run in a ring.
        """
        seen = {key}
        while key in self.target:
            key = self.target[key]
            if key in seen:
                raise ModelError(f"The redirects run in a ring through {key!r}.")
            seen.add(key)
        return key


@dataclass(frozen=True, slots=True)
class _Named:
    """The claims that name one node, by the way they name it."""

    by_field: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    as_end: list[Claim] = field(default_factory=list)
    as_start: list[Claim] = field(default_factory=list)


def project(
    claims: Iterable[Claim],
    model: Model,
    *,
    about: Collection[str] | None = None,
    redirects: Redirects | None = None,
    fallback_names: Mapping[str, str] | None = None,
) -> Image:
    """Return the image that claims make.

    Args:
        claims: All claims that name a key of `about`, as subject or as end; any order, each key once.
        model: The declarations.
        about: Keys (after redirects) whose nodes to make; None for every key that a claim names. Relationships and evidence are made
            for every claim given, since a relationship's claims all name the same two nodes.
        redirects: Merged keys.
        fallback_names: Key -> name, for nodes that claims name only as an end once their own source is gone.

    Returns:
        Entity nodes with their name forms, the tokens of these and redirects, relationships, and one Evidence node a claim.

    Raises:
        ModelError: A claim names an undeclared label, type, property or end.
    """
    redirects = redirects or Redirects()
    ordered = sorted(claims, key=lambda claim: claim.key)
    named, grouped = _sort_out(ordered, model, redirects)
    image = Image()
    other_values = _other_values(ordered, model, redirects)
    for claim in ordered:
        _add_evidence(image, claim, other_values.get(claim.key, 0), redirects, model)
    for identity, together in sorted(grouped.items()):
        image.add_relationship(_relationship(identity, together, model))
    members = _known_members(image)
    for key in sorted(named):
        if about is None or key in about:
            _add_entity(image, key, named[key], members.get(key, 0), model, fallback_names or {})
    for merged in sorted(redirects.target):
        if about is None or redirects.resolve(merged) in about:
            _add_redirect(image, merged, redirects, model)
    return image


_Identity = tuple[str, str, str, str, tuple[tuple[str, str], ...]]


def _sort_out(
    claims: Iterable[Claim], model: Model, redirects: Redirects
) -> tuple[dict[str, _Named], dict[_Identity, list[Claim]]]:
    named: dict[str, _Named] = defaultdict(_Named)
    grouped: dict[_Identity, list[Claim]] = defaultdict(list)
    for claim in claims:
        subject = redirects.resolve(claim.subject)
        if claim.link is None:
            named[subject].by_field[claim.field].append(claim)
            continue
        end = redirects.resolve(claim.link.end)
        relationship = model.relationship(claim.link.type)
        if (model.label_of_key(subject), model.label_of_key(end)) not in model.pairs(relationship):
            raise ModelError(f"{claim.link.type} does not lead from {subject} to {end}.")
        named[subject].as_start.append(claim)
        named[end].as_end.append(claim)
        identity = relationship_id(subject, claim.link.type, end, claim.link.discriminators)
        grouped[identity, claim.link.type, subject, end, claim.link.discriminators].append(claim)
    return named, grouped


def _other_values(claims: Iterable[Claim], model: Model, redirects: Redirects) -> dict[str, int]:
    """Claim key -> how many other values claims have on the same field of the same thing for the same date; those with none are left out.

    Values are compared as they are written: two ways to print one value count as two. A property that gathers its values has no others.
    """
    together: dict[tuple[str, str, str | None, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.link is None or claim.field != claim.link.type:
            together[redirects.resolve(claim.subject), claim.field, claim.relationship, claim.as_of].append(claim)
    found: dict[str, int] = {}
    for (subject, field_name, _, _), same in together.items():
        others = len({claim.value for claim in same}) - 1
        if others and not _gathers(model, model.label_of_key(subject), field_name):
            found.update(dict.fromkeys((claim.key for claim in same), others))
    return found


def _gathers(model: Model, label: str, field_name: str) -> bool:
    return any(item.key == field_name and is_many(item) for item in model.properties(label))


def _relationship(identity: _Identity, claims: list[Claim], model: Model) -> ImageRelationship:
    key, type_name, start, end, discriminators = identity
    relationship = model.relationship(type_name)
    bare = [claim for claim in claims if claim.field == type_name]
    properties: dict[str, StoreValue] = {
        "id": key,
        "basis": min(claim.basis for claim in bare or claims).name,
        "claims": sorted(claim.key for claim in claims),
    }
    stated = dict(discriminators)
    for claim in sorted(claims, key=precedence):
        _, _, name = claim.field.partition(".")
        if name:
            stated.setdefault(name, claim.value)
    for declared in relationship.properties:
        if declared.key in stated:
            properties.update(to_columns(declared, from_text(declared, stated.pop(declared.key))))
    if stated:
        raise ModelError(f"{type_name} declares no property {sorted(stated)}.")
    return ImageRelationship(type_name, key, model.label_of_key(start), start, model.label_of_key(end), end, properties)


def _known_members(image: Image) -> dict[str, int]:
    """Group key -> members that are known, not merely inferred or proposed; a subset (a Group) is not a member to count."""
    found: dict[str, int] = defaultdict(int)
    known = (Basis.STATED.name, Basis.REFERENCE.name)
    for item in image.relationships.values():
        if item.type == "MEMBER_OF" and item.start_label != "Group" and item.properties["basis"] in known:
            found[item.end] += 1
    return found


def _add_entity(
    image: Image, key: str, named: _Named, known_members: int, model: Model, fallback_names: Mapping[str, str]
) -> None:
    label = model.label_of_key(key)
    names = sorted(named.by_field.get("name", ()), key=precedence)
    name = names[0].value if names else fallback_names.get(key, key)
    carriers = names or [claim for own in named.by_field.values() for claim in own] or named.as_end or named.as_start
    aliases = {claim.value for claim in names[1:]}
    aliases |= {alias for claim in named.by_field.get("aliases", ()) for alias in claim.value.split("；")}
    properties: dict[str, StoreValue] = {
        "key": key,
        "name": name,
        "aliases": sorted(aliases - {name}),
        "basis": min(claim.basis for claim in carriers).name,
        "sortKey": sort_key(name),
    }
    own = model.node(label).properties
    for declared in own:
        stated = sorted(named.by_field.get(declared.key, ()), key=precedence)
        if stated:
            properties.update(_columns_of(declared, stated[0], own))
        elif declared.key == "knownCount":
            properties["knownCount"] = known_members
    undeclared = set(named.by_field) - {item.key for item in model.properties(label)}
    if undeclared:
        raise ModelError(f"{label} declares no property {sorted(undeclared)}.")
    image.add_node(ImageNode(label, key, properties))
    # The first that has a form tells how it is printed: the name shown, other names, then what else is a name by declaration.
    printed = [("name", name), *(("aliases", alias) for alias in sorted(aliases - {name}))]
    printed += [(item.key, text) for item in own if item.is_name for text in _values(named, item)]
    forms: dict[str, Name] = {}
    for field_name, text in printed:
        forms.setdefault(normal_form(text), Name(label, key, normal_form(text), text, field_name))
    for form in sorted(set(forms) - {""}):
        _add_name(image, forms[form])


def _values(named: _Named, declared: Property) -> list[str]:
    return sorted({claim.value for claim in named.by_field.get(declared.key, ())})


def _add_name(image: Image, name: Name) -> None:
    key = f"{name.entity}|{name.form}"
    image.add_node(ImageNode("NameForm", key, {"key": key, "form": name.form}))
    image.add_relationship(link("NAMES", "NameForm", key, name.label, name.entity))
    for token in tokens(name):
        image.add_node(token)


def _columns_of(declared: Property, claim: Claim, own: tuple[Property, ...]) -> Iterator[tuple[str, StoreValue]]:
    yield from to_columns(declared, from_text(declared, claim.value)).items()
    dated = declared.key + "AsOf"
    if claim.as_of and any(item.key == dated for item in own):
        yield dated, claim.as_of


def _add_evidence(image: Image, claim: Claim, other_values: int, redirects: Redirects, model: Model) -> None:
    key = claim.key
    subject = redirects.resolve(claim.subject)
    quote = claim.quote
    optional: dict[str, StoreValue | None] = {
        "endKey": claim.link.end if claim.link else None,
        "relationship": claim.relationship,
        "asOf": claim.as_of or None,
        "origin": claim.publisher or None,
        "role": claim.origin.plan_role,
        "sourceDate": claim.origin.date or None,
        "rule": claim.rule or None,
        "otherValues": other_values or None,
        "quote": quote.text if quote else None,
        "start": quote.start if quote else None,
        "end": quote.end if quote else None,
    }
    properties: dict[str, StoreValue] = {
        "key": key,
        "subjectKey": claim.subject,
        "field": claim.field,
        "value": claim.value,
        "basis": claim.basis.name,
        "source": claim.origin.source,
        "channel": claim.origin.channel.name,
        "locator": claim.locator,
        "claim": claim.restatement,
        **{name: value for name, value in optional.items() if value is not None},
    }
    image.add_node(ImageNode("Evidence", key, properties))
    image.add_relationship(link("ABOUT", "Evidence", key, model.label_of_key(subject), subject))
    if claim.origin.document is not None:
        image.add_relationship(link("CITES", "Evidence", key, "Document", claim.origin.document))


def _add_redirect(image: Image, merged: str, redirects: Redirects, model: Model) -> None:
    """The judgement is kept even while nothing is known of its target, so that a later load follows it."""
    target = redirects.resolve(merged)
    label = model.label_of_key(target)
    sources = list(redirects.sources.get(merged, ()))
    image.add_node(ImageNode("Redirect", merged, {"key": merged, "means": redirects.target[merged], "sources": sources}))
    if (label, target) in image.nodes:
        image.add_relationship(link("REDIRECTS", "Redirect", merged, label, target))


def link(type_name: str, start_label: str, start: str, end_label: str, end: str) -> ImageRelationship:
    """Return a bookkeeping relationship between two nodes: nothing but its id."""
    identity = relationship_id(start, type_name, end, ())
    return ImageRelationship(type_name, identity, start_label, start, end_label, end, {"id": identity})


def is_many(declared: Property) -> bool:
    """Whether a property gathers the values of all its claims instead of showing the first."""
    return declared.kind is Kind.TEXT_LIST
