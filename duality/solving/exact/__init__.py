"""Exact settlement over the rationals: what a program's optimum, infeasibility or unboundedness rests on."""
