"""Which thing a name in a list means: one that the graph knows, or a new one whose key is a pure function of label and name.

A list has no ledger. So a name is looked up, in its normal form, among the names that the graph holds, before any row becomes a claim;
what other sources know keeps its key. A name that nobody else knows gets the key

    enterprise:he-mu-gui-cai-liao-3f9a2c51d07b       label : pinyin - twelve digits of a digest of label and normal form

which no homophone shares and no ledger mints, which every list gives to the same name, and which does not depend on rows or on what was
loaded before. Such a key never stands in the way of a later register: when the graph has another thing of the name, the other one is
meant, and a list that is loaded again moves over to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model.identity import digest_of, mint_key
from graph.model.registry import Model
from graph.names import normal_form
from loaders.mappings.declared import Unknown

LONGEST_NAME = 200
_DIGITS_OF_DIGEST = 12
_LABELLED = re.compile(r"([^:：]+)[:：](.+)", re.DOTALL)
_KEY_TAIL = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that a name means: its label, key and present name, and what it counts when it is a group that says so."""

    label: str
    key: str
    name: str
    counts: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as a cell has it.

    Attributes:
        text: The name, without the label in front.
        labels: Labels that the thing may have.
        labelled: Whether the cell names the label.
        unknown: What becomes of it when the graph does not have it.
        key: The key that the cell has instead of a name; None for a name.
    """

    text: str
    labels: tuple[str, ...]
    labelled: bool
    unknown: Unknown
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph holds of the things that lists mention, by label and normal form of a name, and by key."""

    by_form: Mapping[tuple[str, str], Sequence[Thing]] = field(default_factory=dict)
    by_key: Mapping[str, Thing] = field(default_factory=dict)


class Unresolved(ValueError):
    """A name that means nothing or too much; `hint` says what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def mention(text: str, labels: Sequence[str], unknown: Unknown, model: Model) -> Mention:
    """Return the mention that a name in a cell is.

    Args:
        text: The name, or label and name (`园区:云门工业园`, `Park:云门工业园`), or a key.
        labels: Labels that the column allows.
        unknown: What the column does with unknown names.
        model: The declarations.

    Raises:
        Unresolved: The text is no name.
    """
    labelled = _LABELLED.fullmatch(text)
    if labelled is not None:
        front = normal_form(labelled[1])
        for label in labels:
            if labelled[1] == label.lower() and _KEY_TAIL.fullmatch(labelled[2]):
                return Mention(labelled[2], (label,), labelled=True, unknown=unknown, key=text)
            if front in (normal_form(label), normal_form(model.node(label).zh)):
                return Mention(_name(labelled[2].strip()), (label,), labelled=True, unknown=unknown)
    return Mention(_name(text), tuple(labels), labelled=False, unknown=unknown)


def _name(text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise Unresolved(f"{text!r} is no name.", "A name has a letter, a digit or a Chinese character.")
    if len(text) > LONGEST_NAME:
        raise Unresolved(f"{text[:40]!r}… has {len(text)} characters; a name has at most {LONGEST_NAME}.", "")
    return text


def minted_key(label: str, name: str) -> str:
    """Return the key of a thing that only lists know."""
    return f"{mint_key(label, name)}-{digest_of(label, normal_form(name))[:_DIGITS_OF_DIGEST]}"


def minted_thing(label: str, name: str) -> Thing:
    """Return a thing that only lists know."""
    return Thing(label, minted_key(label, name), name)


def meant(item: Mention, known: Known, model: Model) -> Thing:
    """Return the thing that a mention means.

    The thing with the key that the cell has; else the one that bears the name and that other sources than lists know; of several the one
    whose present name is exactly the text. Failing that, what a list has made of the same label and name; failing that, a new one.

    Raises:
        Unresolved: Several things bear the name, or none does and the column takes no new ones.
    """
    if item.key is not None:
        if item.key not in known.by_key:
            raise Unresolved(f"Nothing in the graph has the key {item.key!r}.", "Write a name instead.")
        return known.by_key[item.key]
    form = normal_form(item.text)
    own = {label: minted_thing(label, item.text) for label in item.labels}
    minted_keys = {thing.key for thing in own.values()}
    bearers = [thing for label in item.labels for thing in known.by_form.get((label, form), ())]
    others = [thing for thing in bearers if thing.key not in minted_keys]
    exact = [thing for thing in others if thing.name == item.text]
    found = exact if len(exact) == 1 else others
    if len(found) == 1:
        return found[0]
    if found:
        raise Unresolved(_ambiguous(item, found), f"Write the key of the one that is meant, such as {found[0].key}.")
    return _of_lists(item, own, {thing.key for thing in bearers}, model)


def _of_lists(item: Mention, own: Mapping[str, Thing], held: Iterable[str], model: Model) -> Thing:
    listed = [thing for thing in own.values() if thing.key in held]
    if len(listed) > 1 and item.unknown is not Unknown.ADD:
        raise Unresolved(_ambiguous(item, listed), f"Write the key of the one that is meant, such as {listed[0].key}.")
    if listed:
        return listed[0]
    zh = "、".join(model.node(label).zh for label in item.labels)
    if item.unknown is Unknown.REFUSE:
        lists = " ".join(f"{model.node(label).plural} {{ nodes {{ name }} }}" for label in item.labels)
        raise Unresolved(f"The graph has no {zh} {item.text!r}.", f"`liantu query '{{ {lists} }}'` lists what it has.")
    if item.unknown is Unknown.LABELLED and not item.labelled:
        written = " or ".join(f"{model.node(label).zh}:{item.text}" for label in item.labels)
        raise Unresolved(f"The graph has no {zh} {item.text!r}.", f"For a new one write {written}.")
    return next(iter(own.values()))


def _ambiguous(item: Mention, things: Iterable[Thing]) -> str:
    meanings = " or ".join(sorted(f"{thing.key} ({thing.name})" for thing in things))
    return f"{item.text!r} may mean {meanings}."
