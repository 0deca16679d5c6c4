"""Text documents: reading them, and the outline that gives every sentence a stable locator."""
