"""Prometheus text of what was counted."""

from __future__ import annotations

from api.edge import route_of
from api.metrics import Metrics


def test_requests_errors_and_statements_stand_in_the_text() -> None:
    metrics = Metrics()
    metrics.add_request("/graphql", "POST", 200, 0.004)
    metrics.add_request("/graphql", "POST", 200, 99.0)
    metrics.add_error("TOO_DEEP")
    metrics.add_statement(12, 0.002)

    lines = metrics.text({"version": '1"2', "store": "embedded"}).splitlines()

    assert 'liantu_build_info{store="embedded",version="1\\"2"} 1' in lines
    assert 'liantu_http_requests_total{method="POST",route="/graphql",status="200"} 2' in lines
    assert 'liantu_http_request_duration_seconds_bucket{route="/graphql",le="0.0025"} 0' in lines
    assert 'liantu_http_request_duration_seconds_bucket{route="/graphql",le="0.005"} 1' in lines
    assert 'liantu_http_request_duration_seconds_bucket{route="/graphql",le="+Inf"} 2' in lines
    assert 'liantu_http_request_duration_seconds_count{route="/graphql"} 2' in lines
    assert 'liantu_errors_total{code="TOO_DEEP"} 1' in lines
    assert "liantu_store_statement_rows_total 12" in lines
    assert "liantu_store_statement_duration_seconds_count 1" in lines
    assert metrics.statements == 1


def test_every_family_is_explained_once() -> None:
    lines = Metrics().text({}).splitlines()

    explained = [line.split()[2] for line in lines if line.startswith("# HELP")]
    assert explained == [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(set(explained)) == len(explained)


def test_a_route_is_the_longest_known_path_or_other() -> None:
    routes = ("/", "/docs", "/docs/special", "/graphql")

    assert route_of("/", routes) == "/"
    assert route_of("/docs/model.md", routes) == "/docs"
    assert route_of("/docs/special/x", routes) == "/docs/special"
    assert route_of("/docsx", routes) == "other"
    assert route_of("/graphql", routes) == "/graphql"
