"""The page on mappings and lists, and a mapping's template; both are functions of the declared columns."""

from __future__ import annotations

import csv
import io

from graph.model.registry import MODEL
from loaders.mappings.bundled import bundled_mappings
from loaders.mappings.declared import Column, Mapping, Unknown
from loaders.mappings.sheet import MOST_BYTES, MOST_ROWS
from loaders.mappings.things import LONGEST_NAME

_HEAD = f"""\
# Lists of your own: mappings

A mapping says what the columns of a CSV file become in the graph. A list is one such file: {{titles}}.

```sh
liantu mapping outside-firms > candidates.csv    # the header, to be filled in with a spreadsheet
liantu load candidates.csv --dry-run             # what would change; nothing is written
liantu load candidates.csv                       # one transaction, or all errors at once and nothing
liantu load candidates.csv                       # after an edit: what the list says no more is taken back
liantu unload outside-firms/candidates
```

The mapping is the bundled one that knows most of the header; `--mapping` names it, or gives a YAML file of your own. The list becomes a
source named `MAPPING/FILE`, or `MAPPING/NAME` with `--name`: loading it again replaces what it said, two names stand side by side. `liantu
info` shows it among the load runs. A store that never held anything gets the bundled register first, as `liantu serve` fills it.

## The file
- CSV with commas, UTF-8 with or without byte order mark; GB18030, as spreadsheets of Chinese systems save it, is read too, with a warning.
  Workbooks and UTF-16 are refused. At most {MOST_BYTES // 1024 // 1024} MiB and {MOST_ROWS:,} rows; a name has up to {LONGEST_NAME} characters.
  One load of the embedded store takes some 3,000 firms that are new to it; longer lists are split, or loaded into Neo4j.
- The first row names the columns, in any order, in Chinese or English; full-width and half-width letters are the same. A column that the
  mapping does not have, a required one that is missing and one that comes twice are errors. Empty rows and columns are passed over.
- Several names in one cell are separated by `；` `;` `、` `，` or a line end; an ASCII comma separates nothing, as it stands in `1,4-丁二醇`.
- An error names file, row as the spreadsheet counts it, column, value and what to write instead.
- Rows on one thing go together. Columns of several names add up; other cells must be equal, or the rows be dated differently: then the newest
  value shows, and the older stays as evidence. A row that says nothing new is reported (`REPEATED_ROW`).

## What a name means
1. A name that the graph has is that thing, by any of its names, whatever the width of its letters: the list's claims join those of the
   register. A name that several things bear is an error, which lists their keys; a key (`enterprise:…`) may stand instead of a name.
2. A name that nobody else knows makes a new thing. Its key is made of label, pinyin and a digest of the name alone, so it is the same in every
   list and after every reload, and never that of a homophone.
3. `{{label_example}}:name` says which label is meant where a column allows several.

Names are looked up when the list is loaded. A list that was there before a register moves over to the register's things when it is loaded
again; until then both stand side by side. What is new among related names is reported (`NEW_NAMES`): a misspelt product meets no gap.

## What the claims are
Every cell is a claim of basis REFERENCE whose origin is the row's source cell and whose locator is the cell (`candidates.csv!C7`), with a
sentence of the mapping's. Lists yield to reviewed tables: where the register states another value, the register's shows and the list's
stays as evidence.
"""

_OWN = """
## A mapping of your own
`liantu load FILE.csv --mapping FILE.yaml`. The file is strict: an unknown key, label, type, property or word in a sentence is an error.

| key | means |
| --- | --- |
| `name` | letters, digits, hyphens; the first part of the names of its lists |
| `title`, `about` | `{zh: …, en: …}` |
| `label` | what a row is about |
| `claim` | sentence of a row's own thing, with `{name}` and `{origin}` |
| `columns` | one entry a column: `key` (English header), `headers` (Chinese ones), `about`, `example`, `required`, and one of the following |
| … `role` | `name`, `origin` (both required), `as_of` |
| … `property` | a property of the label, read by its kind: quantity, date, enumeration in Chinese or English; `parser: stock-code` |
| … `relationship` | `type`, `direction` (`out`, `in`), `labels`, `many` (several in a cell), `unknown` (what becomes of unknown names) |
| … … `unknown` | `add`: a new thing of the first label; `labelled`: a new thing when the cell names the label; `refuse`: an error |
| … `claim` | sentence of the column's claims, with `{name}`, `{value}`, `{origin}` |
"""


def mappings_page() -> str:
    """Return docs/mappings.md."""
    mappings = [item.mapping for item in bundled_mappings().values()]
    titles = ", ".join(f"[`{mapping.name}`](#{mapping.name}) {mapping.title.zh}" for mapping in mappings)
    head = _HEAD.format(titles=titles, label_example=MODEL.node("Park").zh)
    return head + "".join(f"\n{_section(mapping)}" for mapping in mappings) + _OWN


def template(mapping: Mapping, lang: str = "zh", *, example: bool = False) -> str:
    """Return a list without rows, or with one row of the columns' examples; LF ends a line.

    Args:
        mapping: The mapping.
        lang: `zh` for Chinese headers, `en` for English ones.
        example: Whether to add the row.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.key if lang == "en" else column.headers[0] for column in mapping.columns])
    if example:
        writer.writerow([column.example for column in mapping.columns])
    return out.getvalue()


def _section(mapping: Mapping) -> str:
    lines = [
        f"## {mapping.name}",
        "",
        f"{mapping.title.zh}. {mapping.about.zh}",
        "",
        f"{mapping.title.en}. {mapping.about.en}",
        "",
    ]
    lines += [
        "| column | also | required | becomes | what to write |",
        "| --- | --- | --- | --- | --- |",
        *map(_line, mapping.columns),
    ]
    lines += ["", "```csv", template(mapping, example=True).rstrip("\n"), "```", ""]
    return "\n".join(lines)


def _line(column: Column) -> str:
    also = " ".join((*column.headers[1:], column.key))
    about = f"{column.about.zh}<br>{column.about.en}"
    return f"| {column.headers[0]} | {also} | {'yes' if column.required else ''} | {_becomes(column)} | {about} |"


def _becomes(column: Column) -> str:
    roles = {"name": "the thing of the row", "origin": "origin of the row's claims", "as_of": "date of the row's claims"}
    if column.role is not None:
        return roles[column.role]
    relation = column.relationship
    if relation is None:
        return f"`{column.states}`"
    arrow = f"`{relation.type}` {'→' if relation.direction == 'out' else '←'} {' or '.join(relation.labels)}"
    news = {
        Unknown.ADD: f"an unknown name becomes a {relation.labels[0]}",
        Unknown.LABELLED: "an unknown name needs its label",
        Unknown.REFUSE: "an unknown name is an error",
    }
    return f"{arrow}{', several' if relation.many else ''}; {news[relation.unknown]}"
