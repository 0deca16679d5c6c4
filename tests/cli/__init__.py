"""The command line and its settings: pure parts in this process, commands as processes of their own."""
