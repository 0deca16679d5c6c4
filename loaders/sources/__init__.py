"""The bundled sources: one folder each with its source.yaml and its tables; data only."""
