"""Conformance: one folder a case, from query to plan to statement to data, on every store."""
