"""Documents and tables become records with evidence, then claims, then an upsert; never imports `api`."""
