"""Programs that state a problem: what stands in their text is answered with the same statement; the rest is named."""

from __future__ import annotations

import pytest

from duality import parse
from duality.errors import ProblemError, ProblemSyntaxError

X2 = "var x[1..2]\n"
PROGRAMS = [
    # PuLP, Pyomo, Gurobi, OR-tools: the program, the statement
    (
        "prob = LpProblem('Maximize_it', LpMinimize)\nx = LpVariable('x', 0)\ny = LpVariable('y')\n"
        "prob += 2*x + 3*y, 'cost'\nprob += x + y >= 4, 'demand'\nprob.solve()",
        "var x, y\ndomain x >= 0\nmin 2*x + 3*y\ns.t. demand: x + y >= 4",
    ),
    (
        "from pulp import *\nc = [3, 5, 2]\np = LpProblem('k', LpMaximize)\n"
        "x = LpVariable.dicts('x', range(3), cat='Binary')\np += lpSum([c[i]*x[i] for i in range(3)])\n"
        "for i in range(2):\n    p += x[i] + x[i+1] <= 1",
        "var x[1..3]\ndomain x[1] in {0, 1}\ndomain x[2] in {0, 1}\ndomain x[3] in {0, 1}\n"
        "max 3*x[1] + 5*x[2] + 2*x[3]\ns.t. x[1] + x[2] <= 1\n     x[2] + x[3] <= 1",
    ),
    (
        "m = ConcreteModel()\nm.x = Var(within=NonNegativeReals)\nm.y = Var(bounds=(0, 4))\n"
        "m.obj = Objective(expr=m.x + 2*m.y, sense=maximize)\nm.c1 = Constraint(expr=3*m.x + m.y <= 6)",
        "var x, y\ndomain x >= 0\ndomain y in [0, 4]\nmax x + 2*y\ns.t. c1: 3*x + y <= 6",
    ),
    (
        "m = gp.Model()\nx = m.addVar(name='x')\ny = m.addVar(lb=-GRB.INFINITY, ub=5, vtype=GRB.INTEGER)\n"
        "m.setObjective(3*x + y, GRB.MAXIMIZE)\nm.addConstr(x + 2*y <= 4, 'c0')",
        "var x, y\ndomain x >= 0\ndomain y in -inf..5\nmax 3*x + y\ns.t. c0: x + 2*y <= 4",
    ),
    (
        "solver = pywraplp.Solver.CreateSolver('GLOP')\nx = solver.NumVar(0, solver.infinity(), 'x')\n"
        "y = solver.NumVar(0, 3, 'y')\nsolver.Add(x + 2*y <= 14)\nsolver.Maximize(3*x + 4*y)",
        "var x, y\ndomain x >= 0\ndomain y in [0, 3]\nmax 3*x + 4*y\ns.t. x + 2*y <= 14",
    ),
    (
        "model = ConcreteModel()\nmodel.I = RangeSet(1, 3)\nmodel.x = Var(model.I, within=NonNegativeIntegers)\n"
        "model.obj = Objective(expr=sum(i*model.x[i] for i in model.I))\nmodel.c = Constraint(expr=model.x[1] >= 4)",
        "var x[1..3]\ndomain x[1] in 0..inf\ndomain x[2] in 0..inf\ndomain x[3] in 0..inf\n"
        "min 1*x[1] + 2*x[2] + 3*x[3]\ns.t. c: x[1] >= 4",
    ),
    (
        "m = ConcreteModel()\nm.x = Var(bounds=(0, None))\n@m.Objective(sense=maximize)\n"
        "def obj(m):\n    return 2*m.x\n@m.Constraint()\ndef c1(m):\n    return m.x <= 7",
        "var x\ndomain x >= 0\nmax 2*x\ns.t. c1: x <= 7",
    ),
    # SciPy and MATLAB: entries count from 0 and from 1, and linprog of scipy keeps x >= 0
    (
        "res = linprog([1, 2], A_ub=[[-1, -1]], b_ub=[-3])",
        X2 + "domain x[1] >= 0\ndomain x[2] >= 0\nmin x[1] + 2*x[2]\ns.t. -1*x[1] - 1*x[2] <= -3",
    ),
    (
        "minimize(lambda x: (x[0]-1)**2 + np.exp(x[1]), x0, bounds=[(0, None), (0, 1)],\n"
        "         constraints=[{'type': 'ineq', 'fun': lambda x: x[0] - 2*x[1] + 2}])",
        X2 + "domain x[1] >= 0\ndomain x[2] in [0, 1]\nmin (x[1] - 1)^2 + exp(x[2])\ns.t. x[1] - 2*x[2] + 2 >= 0",
    ),
    (
        "u = (0, None)\nv = (None, 3)\nlinprog([1, 2], bounds=[u, v], A_eq=[[1, 1]], b_eq=[2])",
        X2 + "domain x[1] >= 0\ndomain x[2] <= 3\nmin x[1] + 2*x[2]\ns.t. x[1] + x[2] = 2",
    ),
    (
        "f = [2; 3]; A = [1 -1; -1 -1]; b = [2 -1]'; [x, v] = linprog(f, A, b, [], [], zeros(2,1))",
        X2 + "domain x[1] >= 0\ndomain x[2] >= 0\nmin 2*x[1] + 3*x[2]\n"
        "s.t. x[1] - 1*x[2] <= 2\n     -1*x[1] - 1*x[2] <= -1",
    ),
    (
        "A = [1 2; 3 4]';\nx = linprog([1;1], A, [2;3])",
        X2 + "min x[1] + x[2]\ns.t. x[1] + 3*x[2] <= 2\n     2*x[1] + 4*x[2] <= 3",
    ),
    (
        "fun = @(x) 100*(x(2)-x(1)^2)^2;\nx = fmincon(fun, [0,0], [1 1], 1)",
        X2 + "min 100*(x[2] - x[1]^2)^2\ns.t. x[1] + x[2] <= 1",
    ),
    (
        "Q = [2 1; 1 2];\ncvx_begin\nvariables x(2) t\nminimize(0.5*x'*Q*x + norm(x - [1; 2]) + t)\n"
        "subject to\n t >= 1; x(1) == 0\ncvx_end",
        "var x[1..2], t\nmin (0.5*x[1]*2 + 0.5*x[2]*1)*x[1] + (0.5*x[1]*1 + 0.5*x[2]*2)*x[2] "
        "+ norm(x[1] - 1, x[2] - 2) + t\ns.t. t >= 1\n     x[1] = 0",
    ),
    (
        "x = cp.Variable(3)\nprob = cp.Problem(cp.Minimize(cp.norm1(x[1:] - x[:-1])),\n"
        "    [x[i] >= i for i in range(2)] + [sum(x[i] for i in range(3)) == 1])",
        "var x[1..3]\nmin norm1(x[2] - x[1], x[3] - x[2])\ns.t. x[1] >= 0\n     x[2] >= 1\n     x[1] + x[2] + x[3] = 1",
    ),
]


@pytest.mark.parametrize(("program", "plain"), PROGRAMS)
def test_a_program_is_answered_with_its_statement(program: str, plain: str) -> None:
    with pytest.raises(ProblemSyntaxError) as fault:
        parse(program)
    head, _, own = fault.value.help.partition("\n\n")
    assert head == "the same statement in this language:", fault.value.help
    assert parse(own) == parse(plain)


NAMED = [
    # a part that would change the problem, and what is said of it
    ("fun=@(x)x(1)^2;\nx = fmincon(fun,[0 0],[],[],[],[],[-1 -1],[1 1],@con)", "the argument 'nonlcon'"),
    ("m = gp.Model()\nx = m.addVar(obj=2)\nm.addConstr(x >= 1)", "m.addVar(obj=2)"),
    ("p = LpProblem('p', LpMaximize)\nx = LpVariable('x')\nx.upBound = 4\np += x", "x.upBound = 4"),
    ("x = cp.Variable(hermitian=True)\ncp.Problem(cp.Minimize(x))", "'hermitian'"),
    ("m = ConcreteModel()\nm.x = Var(within=m.S)\nm.o = Objective(expr=m.x)", "Var(within=m.S)"),
    ("x = linprog(f, A, b)", "write out what it minimizes"),
    ("x = cp.Variable((2, 2), PSD=True)\ncp.Problem(cp.Minimize(cp.trace(x)))", "duality.from_cvxpy(prob)"),
    ("=SUMPRODUCT(A1:A3,B1:B3)", "write them here"),
]


@pytest.mark.parametrize(("program", "said"), NAMED)
def test_what_cannot_be_read_is_named(program: str, said: str) -> None:
    with pytest.raises(ProblemError) as fault:
        parse(program)
    assert "could not be translated" in fault.value.help
    assert said in fault.value.help
