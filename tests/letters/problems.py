"""Problems with letters, of the kinds that textbooks have: each is derived in letters and held against numbers."""

from __future__ import annotations

DERIVED = {
    "ab": """\
param a, b
min (x-a)^2
s.t. x <= b
""",
    "prox": """\
param a, lam>=0
min (x-a)^2/2 + lam*abs(x)
s.t. x<=1
""",
    "entropy": """\
param T>0
var x,y
domain x>=0
domain y>=0
min T*(x*log(x)+y*log(y)) + x+2*y
s.t. x+y=1
""",
    "water": """\
param n1>0,n2>0,P>0
var x,y
domain x>=0
domain y>=0
max log(n1+x)+log(n2+y)
s.t. x+y=P
""",
    "svm": """\
param C>0
var w,b,xi[1..3]
min w^2/2+C*sum(xi[i] for i in 1..3)
s.t. w+b>=1-xi[1]
-(2*w+b)>=1-xi[2]
3*w+b>=1-xi[3]
xi[i]>=0 for i in 1..3
""",
    "box": """\
param l, u>l
domain x in [l,u]
min x^2
s.t. x>=1
""",
    "trust": """\
param r>0,g1,g2
min -2*x^2+y^2+g1*x+g2*y
s.t. x^2+y^2<=r^2
""",
    "cobb": """\
param p1>0,p2>0,w>0
var x,y
domain x>0
domain y>0
max log(x)/2+log(y)/2
s.t. p1*x+p2*y<=w
""",
    "lp": """\
param c1,c2,b1
var x,y
min c1*x+c2*y
s.t. x+2*y>=b1
x>=0
y>=0
""",
    "kl": """\
param q1>0,q2>0
var x,y
domain x>=0
domain y>=0
min x*log(x/q1)+y*log(y/q2)
s.t. x+y=1
x>=1/3
""",
    "kdisc": """\
param k
min k*x^2-y^2
s.t. x^2+y^2<=1
""",
    "cx": """\
param c>0
domain x>0
min c/x
s.t. x<=2
""",
    "amgm": """\
param p1>0,p2>0
domain x>0
domain y>0
min p1*x+p2*y
s.t. 1/(x*y)<=1
""",
    "amgm2": """\
param p1>0,p2>0
domain x>0
domain y>0
min p1*x+p2*y
s.t. sqrt(x*y)>=1
""",
    "quart": """\
param a
min (x-a)^4
s.t. x<=1
""",
    "normb": """\
param a,b,r>0
min x+y
s.t. norm(x-a,y-b)<=r
""",
    "portfolio": """\
param r
var x,y,z
min x^2+2*y^2+3*z^2
s.t. x+y+z=1
x+2*y+3*z>=r
x>=0
y>=0
z>=0
""",
    "ridge": """\
param lam>0
var w,v,r[1..3]
min sum(r[i]^2 for i in 1..3)+lam*(w^2+v^2)
s.t. r[1]=w-1
r[2]=v-2
r[3]=w+v
""",
    "maxent": """\
param m in (1,3)
var p[1..3]
domain p[i]>=0 for i in 1..3
max -sum(p[i]*log(p[i]) for i in 1..3)
s.t. sum(p[i] for i in 1..3)=1
sum(i*p[i] for i in 1..3)=m
""",
    "exp": """\
param c,T>0
min exp(x/T)+c*x
s.t. x>=0
""",
    "halfplane": """\
param a,b,d
var x,y
min x^2+y^2
s.t. a*x+b*y>=d
""",
    "pareto": """\
param eps>0
var x,y
min (x-1)^2+(y-2)^2
s.t. x^2+y^2<=eps
""",
    "w": """\
param w in (0,1)
var x
min w*(x-1)^2+(1-w)*(x+1)^2
s.t. x<=0
""",
    "logis": """\
param t>0
min log(1+exp(-t*x))
s.t. x<=1
""",
    "max": """\
param a
min max(x-a,0)+x^2
s.t. x>=1
""",
    "hub": """\
param a
min huber(x-a,1)
s.t. x>=1
""",
    "qcqp": """\
param s>0, t
var x,y
min s*x^2+2*t*x*y+y^2 - x
s.t. x+y<=1
""",
    "lse": """\
param c
var x,y
min log(exp(x)+exp(y-c))
s.t. x+y>=1
""",
    "sqrtc": """\
param c>0
domain x>=0
max sqrt(c*x)
s.t. x<=4
""",
    "dom": """\
param C>0
var a1,a2
domain a1 in [0,C]
domain a2 in [0,C]
min a1^2+a2^2-a1-2*a2
s.t. a1-a2=0
""",
    "bounds": """\
param C>0
var x,y
domain x <= C
domain y>=0
min -x+y
s.t. x-y<=1
""",
}
"""Statements whose theta_D is closed in letters."""
