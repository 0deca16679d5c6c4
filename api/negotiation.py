"""Which media type an answer has: `Accept` read as RFC 9110 says, for the two types of GraphQL over HTTP.

negotiate("application/graphql-response+json, application/json;q=0.9")  -> "application/graphql-response+json"
negotiate("text/plain")                                                 -> None
"""

from __future__ import annotations

GRAPHQL_JSON = "application/graphql-response+json"
PLAIN_JSON = "application/json"
HTML = "text/html"

# A client that takes anything gets the type that every client reads.
# Source: GraphQL over HTTP, "Legacy watershed": servers answer application/json when Accept is missing.
_ANSWERS = {GRAPHQL_JSON: GRAPHQL_JSON, PLAIN_JSON: PLAIN_JSON, "*/*": PLAIN_JSON, "application/*": GRAPHQL_JSON}
_PAGES = (HTML, "application/xhtml+xml")


def negotiate(accept: str | None) -> str | None:
    """Return the media type to answer with, None when the client takes neither; the first of equal weights wins."""
    if accept is None or not accept.strip():
        return PLAIN_JSON
    best, chosen = 0.0, None
    for media_type, weight in _weights(accept):
        if media_type in _ANSWERS and weight > best:
            best, chosen = weight, _ANSWERS[media_type]
    return chosen


def prefers_html(accept: str | None) -> bool:
    """Tell whether a page suits the client better than JSON: what a browser sends when somebody types an address."""
    weights = _weights(accept or "")
    page = max((weight for media_type, weight in weights if media_type in _PAGES), default=0.0)
    data = max((weight for media_type, weight in weights if media_type in (GRAPHQL_JSON, PLAIN_JSON)), default=0.0)
    return page > data


def _weights(accept: str) -> list[tuple[str, float]]:
    """Return (media type, weight) in the header's order; a weight that is no number counts as zero."""
    found = []
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                weight = _number(parameter[2:])
        found.append((media_type, weight))
    return found


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
