"""Single functions, without a store."""
