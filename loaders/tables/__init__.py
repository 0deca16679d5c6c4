"""Register tables: cells with places, columns declared by the model, the ledger of keys and the ledger of judgements."""
