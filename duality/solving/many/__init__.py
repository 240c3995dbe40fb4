"""Many small convex quadratic programs of one shape: one interior-point run for all, each made exact by itself."""
