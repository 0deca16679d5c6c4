"""Tests of the store layer, on the embedded engine and on Neo4j."""
