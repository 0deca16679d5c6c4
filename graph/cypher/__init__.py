"""The only generator of Cypher text: read plans, images and declarations become statements."""
