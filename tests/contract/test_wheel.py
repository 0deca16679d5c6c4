"""The built package holds everything that the program reads at run time."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

from tests.contract.repository import PACKAGES, ROOT, files


def test_the_wheel_holds_every_file_of_the_four_packages_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)

    with zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path))) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}

    assert held == {name for name in files() if name.partition("/")[0] in PACKAGES}
