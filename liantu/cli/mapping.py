"""`liantu mapping`: an empty list to fill in, and what belongs into its columns."""

from __future__ import annotations

import argparse

from liantu.cli.output import Output
from liantu.cli.tables import table
from liantu.settings import DeclaredSettings
from loaders.mappings.bundled import bundled_mappings, find_mapping
from loaders.mappings.declared import Bilingual, Column, Mapping
from loaders.mappings.page import template

# By this mark a spreadsheet knows that CSV is UTF-8; without it Chinese headers are read in the system's own encoding.
_UTF_8_MARK = "\ufeff"


async def run(arguments: argparse.Namespace, _: DeclaredSettings, output: Output) -> int:
    """Print a mapping's template and say what its columns take; without a name list the mappings."""
    if arguments.name is None:
        mappings = [item.mapping for item in bundled_mappings().values()]
        if arguments.json:
            output.json([_document(mapping) for mapping in mappings])
        else:
            output.table(("mapping", "title"), [(mapping.name, _in(arguments.lang, mapping.title)) for mapping in mappings])
        return 0
    mapping = find_mapping(arguments.name).mapping
    if arguments.json:
        output.json(_document(mapping))
        return 0
    output.text(("" if output.out.isatty() else _UTF_8_MARK) + template(mapping, arguments.lang))
    rows = [_row(column, arguments.lang) for column in mapping.columns]
    output.say(f"{_in(arguments.lang, mapping.title)}: {_in(arguments.lang, mapping.about)}\n")
    headers = ("column", "required", "what to write", "example") if arguments.lang == "en" else ("列", "必填", "填什么", "例")
    output.say(table(headers, rows))
    return 0


def _in(lang: str, text: Bilingual) -> str:
    return text.en if lang == "en" else text.zh


def _row(column: Column, lang: str) -> tuple[str, str, str, str]:
    required = ("yes" if lang == "en" else "是") if column.required else ""
    return column.key if lang == "en" else column.headers[0], required, _in(lang, column.about), column.example


def _document(mapping: Mapping) -> dict[str, object]:
    return {
        "name": mapping.name,
        "title": mapping.title.model_dump(),
        "about": mapping.about.model_dump(),
        "label": mapping.label,
        "columns": [
            {
                "key": column.key,
                "headers": list(column.all_headers),
                "required": column.required,
                "about": column.about.model_dump(),
                "example": column.example or None,
            }
            for column in mapping.columns
        ],
    }
