"""Sentences of departments serving."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "service.DIRECT": ("{who}直接服务于“{target}”：{what}。", "{who} serves {target} itself: {what}."),
    "service.PROJECT": (
        "{who}服务于项目“{target}”：{what}。联系：{via}。",
        "{who} serves the project {target}: {what}. By way of {via}.",
    ),
    "service.ENTERPRISE": (
        "{who}服务于企业“{target}”：{what}。联系：{via}。",
        "{who} serves the enterprise {target}: {what}. By way of {via}.",
    ),
    "service.PARK": (
        "{who}服务于“{target}”：{what}。所在其中：{via}。",
        "{who} serves {target}: {what}. Inside it: {via}.",
    ),
    "service.TASK": (
        "{who}负责任务“{target}”：{what}。针对：{via}。",
        "{who} answers for the task {target}: {what}. It is meant for {via}.",
    ),
    "service.TASK.counted": (
        "{who}负责任务“{target}”：{what}。针对“{via}”，原文计{declared}个，成员未具名或未全部具名，是否包括在内属推断。",
        "{who} answers for the task {target}: {what}. Meant for {via}, {declared} counted, members not named, or not all: inferred.",
    ),
    "service.GROUP": (
        "{who}服务于计数集合“{target}”：{what}。联系：{via}。",
        "{who} serves the counted set {target}: {what}. By way of {via}.",
    ),
    "service.GROUP.counted": (
        "{who}服务于计数集合“{target}”：{what}。原文计{declared}个，成员未具名或未全部具名，是否包括“{via}”属推断。",
        "{who} serves the counted set {target}: {what}. {declared} counted, members not named, or not all; {via} being one is inferred.",
    ),
    "service.GROUP.subset": (
        "{who}服务于计数集合“{target}”：{what}。原文计{whole}个中的{declared}个，成员未具名或未全部具名，是否包括“{via}”属推断。",
        "{who} serves the counted set {target}: {what}. {declared} of {whole}, members not named, or not all; {via} being one is inferred.",
    ),
    "department": (
        "{who}：共{count}项服务，途径：{routes}；依据最强为{basis}。",
        "{who}: services: {count}; routes: {routes}; strongest basis: {basis}.",
    ),
    "itself": ("所问对象本身", "the thing asked about itself"),
    "route.DIRECT": ("直接", "direct"),
    "route.PROJECT": ("项目", "project"),
    "route.ENTERPRISE": ("企业", "enterprise"),
    "route.PARK": ("园区或地点", "park or place"),
    "route.INDUSTRY": ("产业", "industry"),
    "route.TASK": ("任务", "task"),
    "route.GROUP": ("计数集合（成员未具名）", "counted set (members not named)"),
    "service.sheet": ("服务部门", "Departments serving"),
    "service.summary": ("部门和企业{count}家，服务{services}项。", "Departments and firms: {count}; services: {services}."),
}
