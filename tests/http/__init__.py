"""The HTTP surface, through ASGI where that shows it and over a socket where only that does."""
