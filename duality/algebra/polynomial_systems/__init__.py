"""Systems of polynomial equations with rational coefficients, solved exactly in exact real algebraic numbers."""
