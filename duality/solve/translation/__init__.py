"""A standard form in the words of cvxpy: affine arguments as matrices, atoms grouped by kind."""
