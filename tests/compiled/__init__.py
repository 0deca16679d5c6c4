"""What tests of compiled execution share: a small graph, ways to run an operation on it, and plans evaluated in plain Python."""
