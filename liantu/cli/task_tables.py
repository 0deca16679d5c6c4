"""The register of tasks as tables: for the screen and a workbook, as records for other programs, and as an office's document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from graph.analytics.messages import Lang
from graph.model.claims import Basis
from graph.model.enums import BASIS
from liantu.cli.document import Column, TableDocument
from liantu.cli.listings import Listing
from liantu.cli.tables import Cell
from liantu.cli.task_register import Part, Task

_WORDS: Mapping[Lang, Mapping[str, str]] = MappingProxyType(
    {
        Lang.ZH: {
            "title": "任务责任分工表",
            "number": "序号", "task": "任务", "leaders": "牵头单位", "participants": "参与单位", "deadline": "完成时限",
            "due": "最后一天", "places": "依据位置", "basis": "依据性质",
            "list": "、", "more": "等", "overdue": "{deadline}（已过）", "part": "{basis}（{parts}）", "of": "{name}：{basis}",
            "leads": "牵头", "takes part": "参与", "by when": "时限", "also": "；",
            "subtitle": "{plan}截至{today}", "plan": "{plan}　",
            "summary": "共{tasks}项任务：时限已过{overdue}项，没有写明时限{undated}项，没有指定牵头单位{leaderless}项。是否完成没有记录。",
            "before page": "第", "between pages": "页　共", "after pages": "页",
        },
        Lang.EN: {
            "title": "Tasks and who answers for them",
            "number": "No.", "task": "Task", "leaders": "Leads", "participants": "Takes part", "deadline": "Deadline",
            "due": "Last day", "places": "Source", "basis": "Basis",
            "list": ", ", "more": " and others", "overdue": "{deadline} (past)", "part": "{basis} ({parts})", "of": "{name}: {basis}",
            "leads": "leads", "takes part": "takes part", "by when": "deadline", "also": "; ",
            "subtitle": "{plan}as of {today}", "plan": "{plan}, ",
            "summary": "{tasks} tasks: {overdue} past their deadline, {undated} without one, {leaderless} that nobody leads. Whether they are "
            "done is not recorded.",
            "before page": "Page ", "between pages": " of ", "after pages": "",
        },
    }
)  # fmt: skip
# The columns of the document with their shares of its width, in tenths of a per cent; short ones stand in the middle.
_SHARES = (("number", 50, True), ("task", 270, False), ("leaders", 170, False), ("participants", 140, False), ("deadline", 120, True),
           ("places", 90, True), ("basis", 160, False))  # fmt: skip
# What --csv prints: names of the API, dates as stated and as the last day.
_RECORDS = (
    "plan", "order", "task", "text", "leaders", "participants", "deadline", "due", "overdue", "basis", "leaderBasis", "deadlineBasis",
    "locators",
)  # fmt: skip


def listing_of(tasks: Sequence[Task], today: date, lang: Lang) -> Listing:
    """Return what people read on a screen or go on with in a spreadsheet: the document's columns and the last day as a date."""
    words, many = _WORDS[lang], _has_many_sources(tasks)
    names = ("number", "task", "leaders", "participants", "deadline", "due", "places", "basis")
    rows = [
        (
            number, task.name, _names(task.leaders, lang), _names(task.participants, lang, more=task.more), _deadline(task, today, lang),
            task.due, _places(task, many), _basis(task, lang),
        )
        for number, task in enumerate(tasks, 1)
    ]  # fmt: skip
    return Listing(words["title"], tuple(words[name] for name in names), rows)


def records_of(tasks: Sequence[Task], today: date) -> Listing:
    """Return one record a task for other programs; several names stand in one cell, separated by ；."""
    return Listing("records", _RECORDS, [_record(task, today) for task in tasks])


def document_of(tasks: Sequence[Task], today: date, lang: Lang) -> TableDocument:
    """Return the table of responsibilities as a document."""
    words, many = _WORDS[lang], _has_many_sources(tasks)
    plans = {task.plan for task in tasks if task.plan}
    plan = words["plan"].format(plan=plans.pop()) if len(plans) == 1 else ""
    return TableDocument(
        title=words["title"],
        subtitle=words["subtitle"].format(plan=plan, today=_dated(today.isoformat(), lang)),
        columns=tuple(Column(words[name], share, centred) for name, share, centred in _SHARES),
        rows=[
            (
                str(number), task.text or task.name, _names(task.leaders, lang), _names(task.participants, lang, more=task.more),
                _deadline(task, today, lang), _places(task, many), _basis(task, lang),
            )
            for number, task in enumerate(tasks, 1)
        ],
        notes=(summary_of(tasks, today, lang),),
        pages=(words["before page"], words["between pages"], words["after pages"]),
    )  # fmt: skip


def summary_of(tasks: Sequence[Task], today: date, lang: Lang) -> str:
    """Return how many tasks there are, and how many of them are past their deadline, without one, and without a leader."""
    return _WORDS[lang]["summary"].format(
        tasks=len(tasks),
        overdue=sum(task.is_overdue(today) for task in tasks),
        undated=sum(not task.deadline for task in tasks),
        leaderless=sum(not task.leaders for task in tasks),
    )


def _record(task: Task, today: date) -> tuple[Cell, ...]:
    return (
        task.plan or None,
        task.order,
        task.name,
        task.text,
        "；".join(part.body.name for part in task.leaders),
        "；".join(part.body.name for part in task.participants),
        task.deadline or None,
        task.due,
        str(task.is_overdue(today)).lower(),
        task.basis.name,
        _weakest(task.leaders).name if task.leaders else None,
        task.deadline_basis.name if task.deadline_basis is not None else None,
        _places(task, many=True),
    )


def _names(parts: Sequence[Part], lang: Lang, *, more: bool = False) -> str:
    words = _WORDS[lang]
    return words["list"].join(part.body.name for part in parts) + (words["more"] if more else "")


def _deadline(task: Task, today: date, lang: Lang) -> str:
    if not task.deadline:
        return ""
    stated = _dated(task.deadline, lang)
    return _WORDS[lang]["overdue"].format(deadline=stated) if task.is_overdue(today) else stated


def _dated(stated: str, lang: Lang) -> str:
    """Return a date of stated precision as people write it: "2013-04" -> 2013年4月."""
    if lang is Lang.EN:
        return stated
    return "".join(f"{int(part)}{unit}" for part, unit in zip(stated.split("-"), "年月日", strict=False))


def _has_many_sources(tasks: Sequence[Task]) -> bool:
    return len({source for task in tasks for source in task.places}) > 1


def _places(task: Task, many: bool) -> str:  # noqa: FBT001 - passed on by the tables above, never by people
    """Return where the task is said; with the sources where there are several."""
    if not many:
        return " ".join(place for places in task.places.values() for place in places)
    return "; ".join(f"{source} {' '.join(places)}" for source, places in task.places.items())


def _basis(task: Task, lang: Lang) -> str:
    """Return how the task is known, and what of it is known less surely: 原文（牵头：推断）."""
    words = _WORDS[lang]
    parts = [
        ("leads", _weakest(task.leaders)), ("takes part", _weakest(task.participants)), ("by when", task.deadline_basis or task.basis),
    ]  # fmt: skip
    weaker = [words["of"].format(name=words[name], basis=_named(basis, lang)) for name, basis in parts if basis > task.basis]
    own = _named(task.basis, lang)
    return words["part"].format(basis=own, parts=words["also"].join(weaker)) if weaker else own


def _weakest(parts: Sequence[Part]) -> Basis:
    return max((part.basis for part in parts), default=Basis.STATED)


def _named(basis: Basis, lang: Lang) -> str:
    found = next(value for value in BASIS.values if value.name == basis.name)
    return found.zh if lang is Lang.ZH else basis.name.lower()
