"""One module an analysis: its field, the types of its result, and how its arguments become a call."""
