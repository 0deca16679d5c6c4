"""Compiled execution against stock graphql-core over the same graph."""
