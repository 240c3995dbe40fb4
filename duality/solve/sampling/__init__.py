"""Samples of the problem for pictures: values over a box, hulls, v(u), theta_D with its argmins, contours."""
