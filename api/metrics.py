"""Counts and durations of requests and statements, and their Prometheus text; in memory, lost on restart.

Labels take their values from fixed lists only (routes, methods, status codes, error codes), so the number of series is bounded.

Source: https://prometheus.io/docs/instrumenting/exposition_formats/ (text format 0.0.4).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Seconds; an answer of the embedded store takes 2-20 ms, a request may take 30 s.
BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(slots=True)
class _Histogram:
    counts: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS_S) + 1))
    total_s: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BUCKETS_S, seconds)] += 1
        self.total_s += seconds


@dataclass(slots=True)
class Metrics:
    """What a running server has counted; used from one event loop, so nothing is locked."""

    requests: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    in_flight: int = 0
    statement_rows: int = 0
    _durations: dict[str, _Histogram] = field(default_factory=dict)
    _statements: _Histogram = field(default_factory=_Histogram)

    def add_request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one finished request; `route` and `method` come from fixed lists."""
        self.requests[route, method, status] += 1
        self._durations.setdefault(route, _Histogram()).add(seconds)

    def add_error(self, code: str) -> None:
        """Count one error of an answer by its code."""
        self.errors[code] += 1

    def add_statement(self, rows: int, seconds: float) -> None:
        """Count one statement sent to the store."""
        self.statement_rows += rows
        self._statements.add(seconds)

    @property
    def statements(self) -> int:
        """How many statements went to the store."""
        return sum(self._statements.counts)

    def text(self, build: dict[str, str]) -> str:
        """Return everything in Prometheus text format, ordered by name and labels.

        Args:
            build: Labels of the constant series `liantu_build_info`: version, model version, kind of store.
        """
        lines = _family("liantu_build_info", "gauge", "What runs here; always 1.")
        lines.append(f"liantu_build_info{_labels(**dict(sorted(build.items())))} 1")
        lines += _family("liantu_http_requests_total", "counter", "Finished requests.")
        for (route, method, status), count in sorted(self.requests.items()):
            lines.append(f"liantu_http_requests_total{_labels(method=method, route=route, status=str(status))} {count}")
        lines += _family("liantu_http_requests_in_flight", "gauge", "Requests that have begun and not ended.")
        lines.append(f"liantu_http_requests_in_flight {self.in_flight}")
        lines += _family("liantu_http_request_duration_seconds", "histogram", "Time from a request's head to its last byte.")
        for route, histogram in sorted(self._durations.items()):
            lines += _series("liantu_http_request_duration_seconds", histogram, route=route)
        lines += _family("liantu_errors_total", "counter", "Errors in answers by code.")
        lines += [f"liantu_errors_total{_labels(code=code)} {count}" for code, count in sorted(self.errors.items())]
        lines += _family("liantu_store_statement_rows_total", "counter", "Rows that statements returned.")
        lines.append(f"liantu_store_statement_rows_total {self.statement_rows}")
        lines += _family("liantu_store_statement_duration_seconds", "histogram", "Time of one statement, rows read.")
        lines += _series("liantu_store_statement_duration_seconds", self._statements)
        return "\n".join(lines) + "\n"


def _family(name: str, kind: str, about: str) -> list[str]:
    return [f"# HELP {name} {about}", f"# TYPE {name} {kind}"]


def _series(name: str, histogram: _Histogram, **labels: str) -> list[str]:
    lines, seen = [], 0
    for bound, count in zip((*map(str, BUCKETS_S), "+Inf"), histogram.counts, strict=True):
        seen += count
        lines.append(f"{name}_bucket{_labels(**labels, le=bound)} {seen}")
    return [*lines, f"{name}_sum{_labels(**labels)} {histogram.total_s:.6f}", f"{name}_count{_labels(**labels)} {seen}"]


def _labels(**labels: str) -> str:
    if not labels:
        return ""
    escaped = {name: value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n") for name, value in labels.items()}
    return "{" + ",".join(f'{name}="{value}"' for name, value in escaped.items()) + "}"
