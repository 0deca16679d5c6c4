"""The GraphQL schema, derived from the model at run time; no field of it has a resolver."""
