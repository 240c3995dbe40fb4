"""One file a backend; `duality.solve.backends.order` lists them in the order in which they are asked."""
