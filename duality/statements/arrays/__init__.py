"""Bound statements as sparse arrays: affine forms by the chains of the tower, functions by cones."""
