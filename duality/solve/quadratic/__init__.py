"""Linear and convex quadratic programs with rational data: the program, the closure of a form, the conclusions."""
