"""From tables and documents to the graph: reading, checking, projecting, writing, retiring."""
