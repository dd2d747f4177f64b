"""Types: the stub is the module, a sample program is clean, mistakes are found."""

from __future__ import annotations

import ast
import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import tarspay
import tarspay._native as native

TYPED = Path(__file__).parent / "typed"
ALLOWLIST = Path(__file__).parent / "stubtest_allowlist.txt"
WRONG = {
    number for number, line in enumerate((TYPED / "wrong.py").read_text().splitlines(), 1) if "  # wrong: " in line
}


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False)


def pyright(path: Path) -> set[int]:
    done = python("pyright", "--pythonpath", sys.executable, "--outputjson", str(path))
    found = json.loads(done.stdout)
    assert found["summary"]["filesAnalyzed"] == 1, done.stdout + done.stderr
    return {each["range"]["start"]["line"] + 1 for each in found["generalDiagnostics"] if each["severity"] == "error"}


def test_mypy_strict_is_clean_on_the_sample_and_the_package() -> None:
    for target in ([str(TYPED / "sample.py")], ["-p", "tarspay"]):
        done = python("mypy", "--strict", *target)
        assert done.returncode == 0, done.stdout + done.stderr


def test_pyright_is_clean_on_the_sample() -> None:
    assert pyright(TYPED / "sample.py") == set()


def test_the_sample_runs(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(TYPED / "sample.py"), run_name="__main__")
    assert "TEST-ORDER-1 True" in capsys.readouterr().out


def test_mypy_and_pyright_find_every_mistake() -> None:
    assert len(WRONG) == 10
    done = python("mypy", "--strict", str(TYPED / "wrong.py"))
    assert {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line} == WRONG, done.stdout
    assert pyright(TYPED / "wrong.py") == WRONG


def test_the_stub_is_the_module() -> None:
    done = python("mypy.stubtest", "tarspay", "--allowlist", str(ALLOWLIST))
    assert done.returncode == 0, done.stdout + done.stderr


def documented(tree: ast.Module | ast.ClassDef, owner: object) -> list[tuple[str, str | None, str | None]]:
    found: list[tuple[str, str | None, str | None]] = []
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("__"):
            thing = getattr(owner, node.name)
            text = thing.__doc__
            found.append((node.name, ast.get_docstring(node), text and ast.get_docstring(ast.parse(repr(text)))))
            if isinstance(node, ast.ClassDef):
                found += [(f"{node.name}.{name}", stub, text) for name, stub, text in documented(node, thing)]
    return found


def test_editors_show_the_documentation_of_the_module() -> None:
    stub = Path(tarspay.__file__).with_name("_native.pyi")
    for name, in_stub, in_module in documented(ast.parse(stub.read_text("utf-8")), native):
        assert in_module, f"{name} has no documentation"
        assert in_stub == in_module, f"{name}: the stub's text is not the module's"
