"""More problems with letters: in several places, in products, in bounds, with dependent rows, without an optimum."""

from __future__ import annotations

VARIANTS = {
    "insensitive loss": """\
param eps >= 0, a
min max(abs(x - a) - eps, 0) + x^2/2
""",
    "discount": """\
param r, w > 0
domain c1 > 0
domain c2 > 0
max log(c1) + exp(-r)*log(c2)
s.t. c1 + c2 <= w
""",
    "norm with a letter": """\
param a
var x, y
min norm(x, y, a)
s.t. x + 2*y >= 1
""",
    "shares": """\
param a in (0, 1), m > 0
var x, y
domain x > 0
domain y > 0
max -a^2/x - (1 - a)^2/y
s.t. x + y <= m
""",
    "signed square": """\
param a, b
min a*x^2 + b*x
""",
    "signed square beyond": """\
param a, b
min a*x^2 + x
s.t. x >= b
""",
    "saddle": """\
param t
var x, y
min x^2 + 2*t*x*y + y^2 - x
s.t. x - y <= 1
""",
    "boxab": """\
param a, b
var x,y
domain x in [0,1]
domain y in [0,1]
min (x-a)^2+(y-b)^2
s.t. x+y<=1
""",
    "eqrhs": """\
param a, b
var x,y,z
min x^2+y^2+z^2
s.t. x+y+z=a
x-y=b
""",
    "prod": """\
param a, b
var x,y
min (x-a*b)^2+(y-a)^2
s.t. x+y<=b
""",
    "quadcost": """\
param q>0, c
var x,y
min q*x^2+y^2+c*x*y/4
s.t. x+y>=1
""",
    "qq": """\
param q>0, c
var x
min q*x^2+c*x
s.t. x>=1
x<=3
""",
    "dup": """\
param a
var x,y
min x+2*y
s.t. x+y>=a
2*x+2*y>=2*a
x>=0
y>=0
""",
    "dupeq": """\
param a
var x,y,z
min x+2*y+3*z
s.t. x+y=a
2*x+2*y=2*a
z>=a
x>=0
y>=0
""",
    "redund": """\
param a,b
var x,y
max x+y
s.t. x<=a
y<=b
x+y<=a+b
x>=0
y>=0
""",
    "transport": """\
param s, d
var x[1..2,1..2]
domain x[i,j]>=0 for i in 1..2, j in 1..2
min x[1,1]+3*x[1,2]+2*x[2,1]+x[2,2]
s.t. x[1,1]+x[1,2]=s
x[2,1]+x[2,2]=5-s
x[1,1]+x[2,1]=d
x[1,2]+x[2,2]=5-d
""",
    "l1": """\
param a,b
var x,y
min abs(x-a)+abs(y-b)
s.t. x+y=0
""",
    "linf": """\
param a,b
var x,y
min norminf(x-a,y-b)
s.t. x>=y
""",
    "lasso": """\
param lam>=0, b1, b2
var x,y
min (x+y-b1)^2/2+(x-y-b2)^2/2+lam*(abs(x)+abs(y))
""",
    "hinge": """\
param C>0
var w,b
min w^2/2+C*(max(0,1-w-b)+max(0,1+b)+max(0,1-2*w-b))
""",
    "letdom": """\
param l<=0, u>=1
var x
domain x in [l,u]
min x^2-4*x
s.t. x<=3
""",
    "maxlin": """\
param a
var x,t
min t
s.t. t>=x-a
t>=-x
t>=2*x-3*a
""",
    "powcost": """\
param p>0
domain x>0
min x+p/x^2
s.t. x<=5
""",
    "expo": """\
param a>0,c>0
min exp(a*x)-c*x
s.t. x<=1
""",
    "logb": """\
param mu>0,c>0
var x
domain x>0
min c*x-mu*log(x)
s.t. x<=4
""",
    "logb2": """\
param mu>0
var x,y
domain x>0
domain y>0
min x+2*y-mu*(log(x)+log(y))
s.t. x+y=1
""",
    "ent3": """\
param T>0, e1, e2, e3
var x,y,z
domain x>=0
domain y>=0
domain z>=0
min e1*x+e2*y+e3*z+T*(x*log(x)+y*log(y)+z*log(z))
s.t. x+y+z=1
""",
    "ces": """\
param p>0,w>0
var x,y
domain x>=0
domain y>=0
max sqrt(x)+sqrt(y)
s.t. p*x+y<=w
""",
    "inv": """\
param a>0,b>0,B>0
var x,y
domain x>0
domain y>0
min a/x+b/y
s.t. x+y<=B
""",
    "norm2": """\
param a,b
var x,y
min norm(x,y)
s.t. a*x+b*y>=1
""",
    "normdist": """\
param a,b
var x,y
min norm(x-a,y-b)
s.t. x+y=0
""",
    "ball": """\
param c1,c2,r>0
var x,y
min c1*x+c2*y
s.t. x^2+y^2<=r^2
""",
    "ellip": """\
param c>0
var x,y
min x+y
s.t. x^2+c*y^2<=1
""",
    "geo": """\
param a>0
var x,y
domain x>0
domain y>0
min x+y
s.t. x*y>=a
""",
    "nonconvex": """\
param a
domain x in [-1,1]
min -(x-a)^2
s.t. x<=1/2
""",
    "costletters": """\
param c1,c2,c3
var x,y,z
min c1*x+c2*y+c3*z
s.t. x+y+z=1
x>=0
y>=0
z>=0
""",
    "mixed": """\
param a in [0,1], b>0
var x,y
min a*x^2+(1-a)*y^2
s.t. x+y=b
""",
    "invlet": """\
param a>0,b
var x
min x^2/a+b*x/(1+a^2)
s.t. x>=a
""",
    "coef": """\
param a
var x,y
min x+y
s.t. x+a*y>=1
x>=0
y>=0
""",
    "coef2": """\
param a,b
var x,y
max x+y
s.t. a*x+y<=1
x+b*y<=1
x>=0
y>=0
""",
    "unb": """\
param c
var x,y
min x+c*y
s.t. x-y>=1
""",
    "infeas": """\
param a,b
var x
min x^2
s.t. x>=a
x<=b
""",
    "softmax": """\
param c
var x
min log(exp(x)+exp(-x))+c*x
""",
    "sqrt1": """\
param a>0
var x
min sqrt(1+x^2)-x/2
s.t. x<=a
""",
    "cubic": """\
param a>0
domain x>=0
min x^3-a*x
s.t. x<=2
""",
    "quart4": """\
param a
min x^4+a*x
s.t. x>=0
""",
    "max2": """\
param a,b
var x
min max(x-a,b-x)
""",
    "sqsum": """\
param a,b,c
var x,y
min (x-a)^2+(y-b)^2+(x-y-c)^2
""",
    "chain": """\
param l,u
var x
min (x-2)^2
s.t. l<=x<=u
""",
    "logdomain": """\
param a
var x
min -log(x-a)+x
s.t. x<=3
""",
    "sqrtdom": """\
param a
var x
max sqrt(a-x)+x/4
s.t. x>=0
""",
    "kkk": """\
param k
var x
min k*x^2+x
s.t. x>=-1
x<=1
""",
    "maxp": """\
param p>0
var q
domain q>=0
max p*q-q^2
s.t. q<=3
""",
    "deg1": """\
param a
var x,y
min x+y
s.t. x+y>=a
x+y>=a
2*x+2*y>=2*a
-x-y<=-a
x>=0
y>=0
x+y>=0
""",
    "deg2": """\
param a,b
var x,y,z
max x+y+z
s.t. x+y<=a
y+z<=b
x+z<=a
x+y+z<=(2*a+b)/2
x>=0
y>=0
z>=0
""",
    "deg3": """\
param s
var x[1..2,1..3]
domain x[i,j]>=0 for i in 1..2, j in 1..3
min sum((i+2*j-i*j)*x[i,j] for i in 1..2, j in 1..3)
s.t. sum(x[1,j] for j in 1..3)=s
sum(x[2,j] for j in 1..3)=6-s
x[1,j]+x[2,j]=2 for j in 1..3
""",
    "deg4": """\
param a
var x,y
min x^2+y^2
s.t. x+y=a
2*x+2*y=2*a
x+y<=a
x-y>=0
x>=y
""",
    "deg5": """\
param a,c
var x,y
min c*x+y
s.t. x+y=a
3*x+3*y>=3*a
x+y<=a
x>=0
2*x>=0
y>=0
y+x>=0
""",
    "deg6": """\
param a
var x,y
min x
s.t. x+y=1
2*x+2*y=a
x>=0
""",
    "deg7": """\
param a
var x,y,z
min x+y+z
s.t. x=a/2
3*x=3*a/2
y>=x
2*y>=2*x
z=y
z>=0
""",
    "inf3": """\
param a,b
var x,y
min x+y
s.t. x+y>=a
2*x+2*y<=b/3
3*x+3*y<=b/2
""",
    "tq": """\
param t>=0
var x
min t*x^2-x
""",
    "tq2": """\
param t>=0
var x
min t*x^2-x
s.t. x<=1
""",
    "tq3": """\
param t in [0,1]
var x,y
min t*x^2+(1-t)*y^2-x-y
""",
    "sq": """\
param t
var x
min t^2*x^2-x
s.t. x<=5
""",
    "frac": """\
param a
var x
min x
s.t. a*x>=1
x<=10
x>=-10
""",
    "frac2": """\
param a
var x,y
max x+y
s.t. a*x+y<=1
x+a*y<=1
x>=0
y>=0
""",
    "eqa": """\
param a
var x,y
min x^2+y^2
s.t. a*x+y=1
x+a*y=1
""",
    "sumsq": """\
param a,b
var x
min x^2
s.t. a*x>=b
""",
    "costs": """\
param c1, c2
var x, y
min c1*x + c2*y
s.t. x + 2*y >= 4
x - y <= 2
x >= 0
y >= 0
""",
    "moving": """\
param b1, b2
var x, y
max 3*x + 2*y
s.t. x + y <= b1
x + 3*y <= b2
x >= 0
y >= 0
""",
    "frontier": """\
param r
var x, y, z
min x^2 + 2*y^2 + 3*z^2 + x*y
s.t. x + y + z = 1
x + 2*y + 3*z >= r
x >= 0
y >= 0
z >= 0
""",
    "line svm": """\
param C > 0
var w, b, xi[1..4]
domain xi[i] >= 0 for i in 1..4
min w^2/2 + C*sum(xi[i] for i in 1..4)
s.t. w + b >= 1 - xi[1]
2*w + b >= 1 - xi[2]
-b >= 1 - xi[3]
-(-w + b) >= 1 - xi[4]
""",
    "elastic": """\
param l1>=0, l2>0, b
min (x - b)^2/2 + l1*abs(x) + l2*x^2/2
""",
    "knapsack": """\
param B
var x[1..3]
domain x[i] in [0, 1] for i in 1..3
max 6*x[1] + 4*x[2] + 3*x[3]
s.t. 3*x[1] + 2*x[2] + 2*x[3] <= B
""",
    "newsvendor": """\
param c in (0, 5), D >= 0
var q, s
max 5*s - c*q
s.t. s <= q
s <= D
q >= 0
s >= 0
""",
    "diet": """\
param p >= 0, need >= 0
var x, y
min 2*x + p*y
s.t. 3*x + y >= need
x + 2*y >= 4
x >= 0
y >= 0
""",
    "square of letters": """\
param a, b
var x
min (x - a^2)^2
s.t. x <= b^2
""",
    "between": """\
param l, u >= l
var x, y
min (x - 1)^2 + (y - 2)^2
s.t. l <= x + y <= u
""",
    "two products": """\
param a, b
var x, y
min x^2 + y^2 + a*b*x - b*y
s.t. x - y = a
""",
    "log price": """\
param p > 0
domain x > 0
max log(x) - p*x
s.t. x >= 1
""",
    "two exponentials": """\
param a, b
var x, y
min exp(x) + exp(y) - a*x
s.t. y >= b
x >= 0
""",
    "entropy of two": """\
param b in (0, 1)
var p, q
domain p >= 0
domain q >= 0
min p*log(p) + q*log(q)
s.t. p + q = 1
p <= b
""",
}
