"""Turns GraphQL selections into read plans, and rows into responses, past graphql-core's completion of every field."""
