"""The build's list of packages, the links in fihrist/ and the folders at the root say the same."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {"fihrist.index": "index", "fihrist.search": "search", "fihrist.tui": "tui"}


def packages_on_disk() -> set[str]:
    found = {"fihrist"}
    for name, folder in {"fihrist": "fihrist", **FOLDERS}.items():
        base = ROOT / folder
        for init in base.rglob("__init__.py"):
            parts = init.parent.relative_to(base).parts
            if parts and name == "fihrist" and parts[0] in FOLDERS.values():
                continue
            found.add(".".join((name, *parts)))
    return found


def test_every_package_is_listed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert set(settings["packages"]) == packages_on_disk()
    assert settings["package-dir"] == {"fihrist": "fihrist", **FOLDERS}


@pytest.mark.parametrize(("package", "folder"), FOLDERS.items())
def test_links_point_to_the_folders(package: str, folder: str) -> None:
    link = ROOT / "fihrist" / folder
    assert link.is_symlink()
    assert link.resolve() == (ROOT / folder).resolve()


def test_folders_cannot_be_imported_by_their_bare_names(tmp_path: Path) -> None:
    for folder in FOLDERS.values():
        code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({folder!r}) is not None)"
        assert subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, check=False).returncode == 0


def test_wheel_holds_every_module_and_data_file(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    missing = []
    for name, folder in {"fihrist": "fihrist", **FOLDERS}.items():
        for path in (ROOT / folder).rglob("*"):
            relative = path.relative_to(ROOT / folder)
            linked = name == "fihrist" and relative.parts[0] in FOLDERS.values()
            if path.is_dir() or linked or "__pycache__" in path.parts:
                continue
            if "/".join((*name.split("."), *relative.parts)) not in names:
                missing.append(str(path.relative_to(ROOT)))
    assert missing == []
