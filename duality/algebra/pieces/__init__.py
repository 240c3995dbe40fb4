"""Functions in pieces, {f_1 if u_1 >= v_1; ...; f_k otherwise}, and what they are in terms of max, min and step."""
