"""`liantu tasks`: the register of tasks, for screens, spreadsheets and as the table of responsibilities that offices pass on."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from graph.analytics.messages import Lang
from graph.errors import AmbiguousName, NotFound
from graph.names import normal_form
from liantu.cli.answers import show_errors
from liantu.cli.listings import Listing, show
from liantu.cli.output import Output
from liantu.cli.questions import Refused, asking
from liantu.cli.task_register import Body, Task, read_tasks, register_order
from liantu.cli.task_tables import document_of, listing_of, records_of, summary_of
from liantu.settings import DeclaredSettings


async def run(arguments: argparse.Namespace, settings: DeclaredSettings, output: Output) -> int:
    """Print or write the tasks; 1 when nobody of the name that was asked about has a task."""
    lang = Lang[arguments.lang.upper()]
    today = arguments.today or datetime.now().astimezone().date()
    try:
        async with asking(settings) as question:
            tasks = await read_tasks(question)
    except Refused as refused:
        show_errors(refused.errors, output)
        return 1
    if arguments.department is not None:
        body = find_body(tasks, arguments.department)
        tasks = [task for task in tasks if body in task.bodies]
    tasks = sorted(tasks, key=lambda task: register_order(task, today))
    _show(arguments, tasks, today, lang, output)
    return 0


def find_body(tasks: Sequence[Task], given: str) -> Body:
    """Return the one body with the name, alias or key that leads a task or takes part in one.

    Raises:
        NotFound: There is none; the hint names some that are spelt alike.
        AmbiguousName: The name stands for several.
    """
    bodies = {body.key: body for task in tasks for body in task.bodies}
    form = normal_form(given)
    found = [
        body
        for body in bodies.values()
        if body.key == given or form in {normal_form(name) for name in (body.name, *body.aliases)}
    ]
    if len(found) > 1:
        candidates = sorted((body.key, body.name) for body in found)
        raise AmbiguousName(
            f"«{given}» stands for {', '.join(f'{name} ({key})' for key, name in candidates)}.",
            candidates,
            hint="Give the key.",
        )
    if not found:
        near = difflib.get_close_matches(given, sorted(body.name for body in bodies.values()), n=3, cutoff=0.3)
        raise NotFound(
            f"Nobody named «{given}» leads a task or takes part in one.",
            hint=f"Did you mean {' or '.join(near)}?" if near else "",
        )
    return found[0]


def _show(arguments: argparse.Namespace, tasks: Sequence[Task], today: date, lang: Lang, output: Output) -> None:
    listings: tuple[Listing, ...] = (listing_of(tasks, today, lang),)
    if arguments.docx is not None:
        from liantu.cli.document import write_document

        write_document(arguments.docx, document_of(tasks, today, lang))
        output.say(f"Wrote {arguments.docx}.")
    if arguments.docx is None or arguments.json or arguments.csv or arguments.xlsx is not None:
        show(arguments, _document(tasks, today), output, *listings, records=records_of(tasks, today))
    if not (arguments.json or arguments.csv):
        output.say(summary_of(tasks, today, lang))


def _document(tasks: Sequence[Task], today: date) -> dict[str, Any]:
    """Return what --json prints."""
    return {
        "today": today.isoformat(),
        "overdue": sum(task.is_overdue(today) for task in tasks),
        "withoutLeader": sum(not task.leaders for task in tasks),
        "tasks": [task.document(today) for task in tasks],
    }
