"""Analyses: each one module with its result type, its statement, and a pure function that builds the one from the other."""
