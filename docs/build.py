"""Builds the documentation into docs/_build/html: `python docs/build.py`. Warnings are errors; nothing is fetched.

`python docs/build.py --refresh` first writes the outputs that the pages show anew, as the program prints them now.
Needs the extra `docs`: pip install -e '.[docs]'.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
CHECKOUT = DOCS.parent
BUILD = DOCS / "_build"
LAST = "python"
"""Pages that the index does not name are listed after this one."""

sys.path.insert(0, str(CHECKOUT))

from docs.formulas import with_mathml  # noqa: E402 (a script finds the checkout first)
from docs.gallery import write_gallery, write_index_picture  # noqa: E402
from docs.shown import refreshed  # noqa: E402


def pages() -> list[Path]:
    """Every page that is written by hand."""
    return sorted([*DOCS.glob("*.md"), *DOCS.glob("lectures/*.md")])


def refresh() -> None:
    """Every shown output anew."""
    for page in pages():
        with tempfile.TemporaryDirectory() as folder:
            text = page.read_text(encoding="utf-8")
            page.write_text(refreshed(text, Path(folder)), encoding="utf-8")


def gather(source: Path) -> None:
    """The pages by hand, the settings, and the gallery, in one folder."""
    if source.exists():
        shutil.rmtree(source)
    source.mkdir(parents=True)
    for page in pages():
        target = source / page.relative_to(DOCS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(with_mathml(page.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copyfile(DOCS / "conf.py", source / "conf.py")
    shutil.copytree(DOCS / "style", source / "style")
    index = source / "index.md"
    lines = index.read_text(encoding="utf-8").splitlines()
    unlisted = [page.stem for page in pages() if page.parent == DOCS and page.stem not in (*lines, "index")]
    place = lines.index(LAST) + 1
    index.write_text("\n".join([*lines[:place], *unlisted, *lines[place:]]) + "\n", encoding="utf-8")
    write_gallery(source / "gallery", source / "extra")
    write_index_picture(source / "extra")


def build(target: Path = BUILD) -> int:
    """0 where the site was built without a warning."""
    from sphinx.cmd.build import main as sphinx

    source = target / "source"
    gather(source)
    return sphinx(["-W", "--keep-going", "-q", "-b", "html", str(source), str(target / "html")])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--refresh", action="store_true", help="write the shown outputs anew first")
    parser.add_argument("--out", type=Path, default=BUILD, metavar="DIR", help="build here instead of docs/_build")
    chosen = parser.parse_args()
    if chosen.refresh:
        refresh()
    code = build(chosen.out)
    if code == 0:
        print(chosen.out / "html" / "index.html")
    return code


if __name__ == "__main__":
    sys.exit(main())
