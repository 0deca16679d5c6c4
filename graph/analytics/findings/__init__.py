"""Does a plan add up? General rules over what the graph holds of it, one small module a family of rules."""
