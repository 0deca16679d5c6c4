"""The model: what may exist in the graph, declared once as frozen data; no I/O, no Cypher, no GraphQL."""
