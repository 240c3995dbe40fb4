"""Charts: one file a figure, each from the plain data of its picture."""
