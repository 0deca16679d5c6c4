"""The command line `liantu`: declared commands, one module for what each family of them does, one edge around all."""
