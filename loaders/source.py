"""A source: its files as bytes, and what its source.yaml declares; nothing is read from disk after construction.

    source.yaml          name, channel, plan, document, tables, requires, expectations
    keys.csv             the ledger of keys
    judgements.csv       the ledger of judgements; may be missing
    sentences.csv        the account of the document's sentences; may be missing
    nodes/<Label>.csv    relationships/<TYPE>.csv

A file that source.yaml does not list is an error, so that no table is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from graph.errors import RecordErrors
from graph.model.claims import Basis, Channel, Origin
from graph.model.identity import digest_of
from graph.model.values import PartialDate
from loaders.expectations import Expectation
from loaders.issues import Findings, Place

MANIFEST = "source.yaml"
LEDGER = "keys.csv"
JUDGEMENTS = "judgements.csv"
SENTENCES = "sentences.csv"

# A bundled folder may hold its own notes; nothing else is left unread.
_IGNORED_SUFFIXES = (".md", ".py", ".pyc")


def _date(text: str) -> str:
    return str(PartialDate.parse(text)) if text else ""


def _one_of(*names: str) -> AfterValidator:
    def check(text: str) -> str:
        if text not in names:
            raise ValueError(f"{text!r} is none of {', '.join(names)}")
        return text

    return AfterValidator(check)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PlanEntry(_Strict):
    """The plan that the source's document is the text of."""

    key: str = Field(pattern=r"^plan:[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    role: Literal["MAIN", "CITED"] = "MAIN"


class DocumentEntry(_Strict):
    """The document that locators point into."""

    key: str = Field(pattern=r"^document:[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class ExpectationEntry(_Strict):
    """The fewest (an error below) and the most (an issue above) of one label or type."""

    min: int = Field(default=0, ge=0)
    max: int | None = Field(default=None, ge=0)


class ExpectationEntries(_Strict):
    """Expectations by label and by relationship type."""

    nodes: dict[str, ExpectationEntry] = Field(default_factory=dict)
    relationships: dict[str, ExpectationEntry] = Field(default_factory=dict)


class Manifest(_Strict):
    """What source.yaml says."""

    # A list's name goes on after a slash with whatever its owner calls it; see loaders.mappings.listed.
    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[^/]+)?$")
    title: str = Field(min_length=1)
    channel: Annotated[str, _one_of(*Channel.__members__)]
    basis: Annotated[str, _one_of(*Basis.__members__)]
    date: Annotated[str, AfterValidator(_date)] = ""
    requires: list[str] = Field(default_factory=list)
    plan: PlanEntry | None = None
    document: DocumentEntry | None = None
    tables: list[str]
    expectations: ExpectationEntries = Field(default_factory=ExpectationEntries)

    def origin(self) -> Origin:
        """Return what all claims of the source share."""
        return Origin(
            source=self.name,
            channel=Channel[self.channel],
            document=self.document.key if self.document else None,
            plan_role=self.plan.role if self.plan else None,
            date=self.date,
        )

    def all_expectations(self) -> tuple[Expectation, ...]:
        """Return the expectations of labels, then of types, in the order in which they are written."""
        groups = (*self.expectations.nodes.items(), *self.expectations.relationships.items())
        return tuple(Expectation(name, entry.min, entry.max) for name, entry in groups)


@dataclass(frozen=True)
class Source:
    """One source.

    Attributes:
        name: Its registered name.
        manifest: What its source.yaml declares.
        files: Path inside the source -> bytes, source.yaml among them.
    """

    name: str
    manifest: Manifest
    files: Mapping[str, bytes]

    @classmethod
    def from_files(cls, files: Mapping[str, bytes], *, folder: str = "") -> Source:
        """Return the source that the files make.

        Args:
            files: Path inside the source -> bytes.
            folder: Name of the source's folder, for messages.

        Raises:
            RecordErrors: source.yaml is missing or wrong; every wrong entry is named.
        """
        findings = Findings(folder or MANIFEST)
        manifest = _manifest(files.get(MANIFEST), findings)
        if manifest is None:
            raise RecordErrors(findings.errors, source=folder or MANIFEST)
        return cls(manifest.name, manifest, dict(sorted(files.items())))

    @classmethod
    def from_folder(cls, folder: Traversable) -> Source:
        """Read a source's folder, packaged or on disk; raises as `from_files`."""
        return cls.from_files(dict(_files(folder, "")), folder=folder.name)

    def digest(self, document_digest: str = "") -> str:
        """Return the digest of everything that a load of the source reads.

        Args:
            document_digest: SHA-256 of the document, when its text is read too (quotes are part of the evidence).
        """
        parts = [part for name, data in sorted(self.files.items()) for part in (name, digest_of(data.hex()))]
        return digest_of(*parts, document_digest)

    def digests(self) -> tuple[str, ...]:
        """Return every digest that stands for these tables: without, then with the document's text."""
        document = self.manifest.document
        return (self.digest(),) if document is None else (self.digest(), self.digest(document.sha256))


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            if not entry.name.startswith(("_", ".")):
                yield from _files(entry, f"{prefix}{entry.name}/")
        elif not entry.name.endswith(_IGNORED_SUFFIXES) and not entry.name.startswith("."):
            yield prefix + entry.name, entry.read_bytes()


def _manifest(data: bytes | None, findings: Findings) -> Manifest | None:
    if data is None:
        findings.error(Place(MANIFEST), "The source has no source.yaml.")
        return None
    try:
        entries = yaml.safe_load(data.decode())
    except UnicodeDecodeError:
        findings.error(Place(MANIFEST), "The file is not UTF-8.")
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        findings.error(
            Place(MANIFEST, mark.line + 1 if mark else 0), f"The file is no YAML: {getattr(error, 'problem', error)}."
        )
        return None
    try:
        return Manifest.model_validate(entries)
    except ValidationError as error:
        for item in error.errors():
            where = ".".join(map(str, item["loc"]))
            findings.error(Place(MANIFEST, 0, where), f"{item['msg']}.", _hint(item["type"]))
        return None


def _hint(kind: str) -> str:
    return "Put the value in double quotes." if kind == "string_type" else ""


def in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return the sources with every source after those that it requires, otherwise by name.

    Raises:
        RecordErrors: A required source is not among them, two bear one name, or they require each other in a ring.
    """
    by_name: dict[str, Source] = {}
    for source in sorted(sources, key=lambda item: item.name):
        findings = Findings(source.name)
        if source.name in by_name:
            findings.error(Place(MANIFEST, 0, "name"), f"Two sources are named {source.name!r}.")
        findings.raise_errors()
        by_name[source.name] = source
    ordered: dict[str, Source] = {}
    for name in by_name:
        _place(name, by_name, ordered, ())
    return tuple(ordered.values())


def _place(name: str, by_name: Mapping[str, Source], ordered: dict[str, Source], above: tuple[str, ...]) -> None:
    if name in ordered:
        return
    source = by_name.get(name)
    if source is None or name in above:
        findings = Findings(above[-1])
        what = "is not given" if source is None else "requires this one in turn"
        findings.error(Place(MANIFEST, 0, "requires"), f"The required source {name!r} {what}.")
        raise RecordErrors(findings.errors, source=above[-1])
    for required in source.manifest.requires:
        _place(required, by_name, ordered, (*above, name))
    ordered[name] = source
