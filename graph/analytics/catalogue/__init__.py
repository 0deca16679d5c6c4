"""The sentences of the analyses, one module an analysis; `graph.analytics.messages` puts them together."""
