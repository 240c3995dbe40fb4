"""Charts as plain data, written as SVG: planes with marks, words that keep clear of each other, shades."""
