"""Shared by the tests: an app of a user of Python, and counts of the calls to the jsii kernel."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from cdk8s import App, Chart
from cdk8s_hardened import HardenedDeployment
from cdk8s_plus_28 import ContainerProps
from jsii._kernel.providers import process

CONTAINERS = [ContainerProps(image="registry.example.com/shop/web:1.4.2", port_number=8080)]


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(outdir=str(tmp_path))


@pytest.fixture
def chart(app: App) -> Chart:
    return Chart(app, "shop", disable_resource_name_hashes=True)


@pytest.fixture
def deployment(chart: Chart) -> Callable[..., HardenedDeployment]:
    """Adds the Deployment "web" with more properties."""
    return lambda **props: HardenedDeployment(chart, "web", **{"containers": CONTAINERS, **props})


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Counts calls to the kernel by their kind."""
    counts: Counter[str] = Counter()
    send = process._NodeProcess.send

    def counted(self: Any, request: Any, response_type: Any) -> Any:
        counts[type(request).__name__] += 1
        return send(self, request, response_type)

    monkeypatch.setattr(process._NodeProcess, "send", counted)
    yield counts


def manifests(chart: Chart) -> list[dict[str, Any]]:
    """The objects of a chart as plain data."""
    return json.loads(json.dumps(chart.to_json()))


@pytest.fixture
def helm() -> str:
    return os.environ["HELM"]


@pytest.fixture
def helm_chart() -> str:
    return os.environ["HELM_CHART"]
