"""Everything that proves the project: one folder a layer, from single functions to two stores and a browser."""
