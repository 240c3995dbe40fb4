"""Standard forms in the words of the global solvers."""
