"""Shipped problems by name."""

from __future__ import annotations

from duality import library


def test_names_are_those_of_the_files_sorted():
    names = library.names()
    assert "min-norm" in names
    assert list(names) == sorted(names)
    assert all((path := library.path(name)) is not None and path.is_file() for name in names)


def test_unknown_names_have_no_path_and_near_ones_are_suggested():
    assert library.path("min-nrom") is None
    assert library.path("../pyproject") is None
    assert "min-norm" in library.near("min-nrom")


def test_an_installed_package_brings_its_own_folder(monkeypatch, tmp_path):
    package = tmp_path / "duality"
    own = package / "_problems"
    own.mkdir(parents=True)
    (own / "mine.dual").write_text("min x^2\n", encoding="utf-8")
    monkeypatch.setattr(library, "_PACKAGE", package)
    assert library.names() == ("mine",)
    assert library.path("mine") == own / "mine.dual"


def test_a_package_without_problems_has_no_names(monkeypatch, tmp_path):
    monkeypatch.setattr(library, "_PACKAGE", tmp_path / "duality")
    assert library.names() == ()
    assert library.path("min-norm") is None
