"""The wheel: what a user installs has the tables, the demo and the types in it, and works away from the checkout."""
from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import musnad

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "musnad"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with what is installed: nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
                    "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_all_of_the_package(wheel: Path) -> None:
    """What scripts and styles are built from stays behind; what was built from it travels."""
    names = set(zipfile.ZipFile(wheel).namelist())
    behind = {"__pycache__", "frontend"}
    wanted = {p.relative_to(SOURCE.parent).as_posix() for p in SOURCE.rglob("*") if p.is_file() and not behind.intersection(p.parts)}
    assert wanted - names == set()
    assert {name for name in names - wanted if ".dist-info/" not in name} == set(), "and nothing else"
    assert {Path(name).name for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE"}


def test_the_wheel_is_of_this_version_and_for_any_machine(wheel: Path) -> None:
    assert wheel.name == f"musnad-{musnad.__version__}-py3-none-any.whl"


def test_the_installed_program_reads_an_article(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own that sees the dependencies of this one, but not the checkout."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    site = next(home.rglob("site-packages"))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    for found in [p for p in map(Path, sys.path) if p.name == "site-packages"]:
        for entry in found.iterdir():
            if "musnad" not in entry.name and not (site / entry.name).exists():
                (site / entry.name).symlink_to(entry)
    (tmp_path / "a.txt").write_text("وقّع المغرب وإسرائيل اتفاقا\nوقّع المغرب وإسرائيل أمس في الرباط اتفاقا.\n", encoding="utf-8")
    where = subprocess.run([python, "-c", "import musnad; print(musnad.__file__)"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert str(home) in where.stdout
    run = subprocess.run([python, "-m", "musnad.cli", "read", "a.txt", "--published", "2021-11-25", "--format", "jsonl"], cwd=tmp_path,
                         check=True, capture_output=True)
    assert '"2021-11-24"' in run.stdout.decode("utf-8")
