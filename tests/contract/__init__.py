"""What the repository promises: its floors, its generated files, its locks, its containers and the names of its API."""
