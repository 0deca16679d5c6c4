"""What may exist, how to ask for it, how to store it: the model, read plans, Cypher, stores and analyses."""
