"""What a user of Python reads: docstrings and the page on PyPI."""

from __future__ import annotations

import ast
import inspect
import os
import re
import subprocess
import sys
from importlib.metadata import metadata
from pathlib import Path
from types import ModuleType

import cdk8s_hardened
import cdk8s_plus_28
import pytest

REPOSITORY = Path(__file__).parents[3]
README: str = metadata("cdk8s-hardened").get_payload()  # type: ignore[assignment]


def test_the_page_on_pypi_is_for_python() -> None:
    quick_start = README[README.index("## Quick start") : README.index("## Does it work?")]
    assert "pip install cdk8s-hardened" in quick_start
    assert "This is `main.py`:" in quick_start
    assert "python main.py" in quick_start
    assert not re.search(r"npm install|main\.ts|```ts|writablePaths|readOnlyRootFilesystem: false", quick_start)


def test_its_code_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(code, {})


PAGE = (REPOSITORY / "docs/how-to/python.md").read_text()
BLOCKS: list[str] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_for_python_runs(tmp_path: Path) -> None:
    (tmp_path / "agent.yaml").write_text((REPOSITORY / "examples/python/agent.yaml").read_text())
    first, third_party, test = BLOCKS
    for code in (first, third_party):
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == ["platform.k8s.yaml", "shop.k8s.yaml"]
    (tmp_path / "test_app.py").write_text(test)
    subprocess.run([sys.executable, "-m", "pytest", "test_app.py"], cwd=tmp_path, check=True)


def test_the_test_of_the_page_fails_for_an_error(tmp_path: Path) -> None:
    unsafe = BLOCKS[-1].replace("shop/web:1.4.2\"", "shop/web:1.4.2\", security_context=ContainerSecurityContextProps(privileged=True)")
    unsafe = unsafe.replace("import ContainerProps", "import ContainerProps, ContainerSecurityContextProps")
    (tmp_path / "test_app.py").write_text(unsafe)
    done = subprocess.run([sys.executable, "-m", "pytest", "test_app.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert "privileged" in done.stdout


def test_the_page_shows_the_warning_on_node_20(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    (name, value) = re.findall(r"`(JSII_\w+)=(\d+)`", PAGE)[0]
    env = {key: text for key, text in os.environ.items() if key != name}
    printed = [
        subprocess.run([sys.executable, "-c", BLOCKS[0]], cwd=tmp_path, capture_output=True, text=True, check=True, env=each).stderr
        for each in (env, env | {name: value})
    ]
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    assert [shown in text for text in printed] == [version.startswith(f"v{value}."), False]


@pytest.mark.parametrize("page", ["docs/how-to/python.md", "examples/python/README.md"])
def test_pages_show_the_error_of_an_unsafe_setting(page: str, tmp_path: Path) -> None:
    example = REPOSITORY / "examples/python/unsafe.py"
    done = subprocess.run([sys.executable, str(example)], cwd=tmp_path, capture_output=True, text=True, check=True)
    (shown,) = re.findall(r"```text\n(.*?)```", (REPOSITORY / page).read_text(), re.DOTALL)
    assert done.stdout.removeprefix("Error: ") == shown


def docstrings(module: ModuleType = cdk8s_hardened) -> dict[str, str]:
    texts = {}
    for name, value in vars(module).items():
        if inspect.isclass(value):
            members = {name: value, **{f"{name}.{key}": member for key, member in vars(value).items()}}
            texts.update({key: doc for key, member in members.items() if (doc := inspect.getdoc(member))})
    return texts


def test_docstrings_name_options_as_python_does() -> None:
    options = {parameter for kind in vars(cdk8s_hardened).values() if inspect.isclass(kind) for parameter in inspect.signature(kind).parameters}
    camel = {re.sub(r"_(\w)", lambda match: match[1].upper(), name): name for name in options if "_" in name}
    texts = docstrings()
    assert len(texts) > 200
    wrong = {
        (place, span)
        for place, text in texts.items()
        for span in re.findall(r"``([^`]+)``", text)
        for word in re.findall(r"(?<![/.\w])[A-Za-z]+", span)
        if word in camel and not re.match(r'[A-Z]+_|spec\.|\w+: |"', span)
    }
    assert {span for _, span in wrong} == {"startingDeadline"}  # the docstring of cdk8s-plus-28


def test_docstrings_have_the_literals_of_python() -> None:
    texts = {place: text for place, text in docstrings().items() if not place.endswith(("__init__", "_use_args_"))}
    inherited = set(docstrings(cdk8s_plus_28).values())
    ours = [text for text in texts.values() if text not in inherited]
    assert len(ours) > 100
    assert not [text for text in ours if re.search(r"undefined|``(?:true|false|null)``|:default: (?:true|false)|\b[a-z]+[A-Z]\w*\(", text)]


def test_only_what_can_change_is_called_experimental() -> None:
    texts = docstrings()
    stable = ("HardenedDeployment", "Hardening", "HardeningReport", "RunAs", "WritablePath", "FindingRisk")
    assert not [name for name in stable if texts[name].startswith("(experimental)")]
    assert texts["AdmissionPolicies"].startswith("(experimental)")


def test_examples_in_docstrings_are_python() -> None:
    examples = {place: text.split("Example::\n", 1)[1] for place, text in docstrings().items() if "Example::\n" in text}
    assert len(examples) > 10
    for place, text in examples.items():
        ast.parse(inspect.cleandoc("\n" + text))
