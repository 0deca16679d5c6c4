"""Measures how fast Liantu is: every figure a ratio of one run, answers compared before anything is timed (see README.md)."""
