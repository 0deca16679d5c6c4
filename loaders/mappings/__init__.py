"""Lists that people fill in: a mapping declares what each column of a CSV file becomes in the graph."""
