"""The read plan: what an operation asks of the graph, in the model's words; no GraphQL above it, no Cypher in it."""
