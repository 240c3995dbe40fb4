"""The global minimum of any form: rigorous interval bounds, global solvers behind one shape, and what they prove."""
