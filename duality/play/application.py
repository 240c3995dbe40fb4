"""The playground's routes: the editor, the shipped problems, a computation, the pages it made.

Everything served is either a file of the package's own or made from the text that was sent; no path of the machine can
be asked for. Pages open in a frame of their own origin.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from duality import api, library
from duality.play.computing import Computing
from duality.play.limits import MAX_TEXT, TIME_LIMIT
from duality.play.pages import Pages
from duality.play.visitors import SameOrigin
from duality.play.workers import Workers

ASSETS = Path(__file__).resolve().parent / "assets"

EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def application(start: str = "", seconds: float = TIME_LIMIT, workers: Workers | None = None) -> Starlette:
    """The web application; ``start`` is the editor's first text, ``seconds`` the limit of a computation."""
    pool = workers or Workers()
    computing = Computing(pool, pages := Pages(), seconds, HEADERS)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.warm()
        await computing.warm()
        try:
            yield
        finally:
            await pool.close()

    app = Starlette(
        routes=[
            Route("/", editor),
            Route("/start", partial(first, start, seconds)),
            Route("/examples", examples),
            Route("/examples/{name}", example),
            Route("/compute", computing.answer, methods=["POST"]),
            Route("/read", computing.read, methods=["POST"]),
            Route("/pages/{name}", partial(made, pages)),
            Mount("/assets", StaticFiles(directory=ASSETS)),
        ],
        middleware=[Middleware(SameOrigin)],
        lifespan=lifespan,
    )
    app.state.computing = computing
    return app


async def editor(_: Request) -> Response:
    """The page with the editor."""
    return FileResponse(ASSETS / "editor.html", headers={**HEADERS, "Content-Security-Policy": EDITOR_POLICY})


async def first(start: str, seconds: float, _: Request) -> Response:
    """The text to begin with, and the limits that the editor tells."""
    return JSONResponse({"text": start, "seconds": seconds, "most": MAX_TEXT}, headers=HEADERS)


async def examples(_: Request) -> Response:
    """Names and titles of the shipped problems."""
    found = []
    for name in library.names():
        path = library.path(name)
        assert path is not None
        found.append({"name": name, "title": api.read(path).title})
    return JSONResponse(found, headers=HEADERS)


async def example(request: Request) -> Response:
    """The text of one shipped problem."""
    path = library.path(request.path_params["name"])
    if path is None:
        return PlainTextResponse("there is no such problem", 404, headers=HEADERS)
    return PlainTextResponse(path.read_text(encoding="utf-8"), headers=HEADERS)


async def made(pages: Pages, request: Request) -> Response:
    """A page that was made; it brings its own content policy."""
    page = pages.get(request.path_params["name"])
    if page is None:
        return PlainTextResponse("this page is no longer kept: compute it again", 404, headers=HEADERS)
    return HTMLResponse(page, headers={**HEADERS, "Content-Security-Policy": "sandbox allow-scripts"})
