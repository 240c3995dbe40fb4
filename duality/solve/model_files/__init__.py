"""Models in the files of solvers: MPS and LP through HiGHS, NL through casadi."""
