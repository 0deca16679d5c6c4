"""The Cypher that Liantu uses, as facts that both stores must agree on."""
