"""The API below HTTP: schema, compiler, service."""
