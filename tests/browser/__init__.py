"""Pages in a real browser: they work, and they load nothing from elsewhere."""
