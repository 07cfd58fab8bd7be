"""What a user of Python would try first."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Callable

import pytest
from cdk8s import App, Chart, Cron, Helm, Include, Size
from cdk8s_hardened import (
    HardenedCronJob,
    HardenedDaemonSet,
    HardenedDeployment,
    HardenedJob,
    HardenedPod,
    HardenedStatefulSet,
    Hardening,
    HardeningDefaults,
    HardeningProfile,
    Platform,
    RunAs,
    Waiver,
    WritablePath,
    WritablePathMedium,
)
from cdk8s_plus_28 import ContainerProps, Deployment, Probe, Service, ServicePort
from constructs import Construct

from conftest import CONTAINERS, manifests

RESTRICTED = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}, "readOnlyRootFilesystem": True}


def pod(manifest: dict[str, Any]) -> dict[str, Any]:
    spec = manifest["spec"]
    template = spec.get("template") or spec.get("jobTemplate", {}).get("spec", {}).get("template")
    return template["spec"] if template else spec


def assert_hardened(manifest: dict[str, Any]) -> None:
    assert pod(manifest)["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in pod(manifest)["containers"]:
        assert RESTRICTED.items() <= container["securityContext"].items()


class WebServer(HardenedDeployment):
    """A subclass with its own defaults."""

    def __init__(self, scope: Construct, id: str, *, image: str, **props: Any) -> None:
        super().__init__(
            scope,
            id,
            containers=[ContainerProps(image=image, port_number=8080, readiness=Probe.from_tcp_socket())],
            writable_paths=[WritablePath.from_empty_dir("/var/cache/web")],
            **props,
        )
        self.service: Service = self.expose_via_service(ports=[ServicePort(port=80, target_port=8080)])


class Shop(Chart):
    """A Chart as users write one."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, disable_resource_name_hashes=True)
        self.web = WebServer(self, "web", image="registry.example.com/shop/web:1.4.2", replicas=3)


def test_subclasses(app: App) -> None:
    shop = Shop(app, "shop")
    shop.web.add_writable_path(WritablePath.from_empty_dir("/run/web", medium=WritablePathMedium.MEMORY, size_limit=Size.mebibytes(16)))
    deployment, service = manifests(shop)
    assert_hardened(deployment)
    assert deployment["spec"]["replicas"] == 3
    assert {mount["mountPath"] for mount in pod(deployment)["containers"][0]["volumeMounts"]} == {"/tmp", "/var/cache/web", "/run/web"}
    assert service["spec"]["ports"] == [{"port": 80, "targetPort": 8080}]
    assert isinstance(shop.web, Deployment)


class PrintingApp(App):
    """An App with a step after the synthesis."""

    written: list[str] = []

    def synth(self) -> None:
        super().synth()
        self.written = sorted(path.name for path in Path(self.outdir).iterdir())


def test_an_app_with_its_own_synth_is_checked(tmp_path: Path) -> None:
    app = PrintingApp(outdir=str(tmp_path / "good"))
    Shop(app, "shop")
    app.synth()
    assert app.written == ["shop.k8s.yaml"]
    app = PrintingApp(outdir=str(tmp_path / "bad"))
    HardenedDeployment(Chart(app, "shop"), "web", containers=CONTAINERS, host_network=True)
    with pytest.raises(RuntimeError, match="host-namespaces"):
        app.synth()
    assert app.written == []


def test_the_clock_is_a_datetime_with_a_time_zone(app: App) -> None:
    Hardening.of(app).set_defaults(HardeningDefaults(now=datetime(2026, 1, 31, tzinfo=timezone.utc)))


@pytest.mark.parametrize(
    ("kind", "props"),
    [
        (HardenedDeployment, {}),
        (HardenedDaemonSet, {}),
        (HardenedJob, {"backoff_limit": 2}),
        (HardenedPod, {}),
        (HardenedCronJob, {"schedule": Cron.daily()}),
    ],
)
def test_every_kind(chart: Chart, kind: Callable[..., Any], props: dict[str, Any]) -> None:
    kind(chart, "one", containers=[ContainerProps(image="registry.example.com/a:1")], **props)
    assert_hardened(manifests(chart)[0])


def test_stateful_set(chart: Chart) -> None:
    service = Service(chart, "db-service", ports=[ServicePort(port=5432)])
    HardenedStatefulSet(chart, "db", service=service, containers=[ContainerProps(image="registry.example.com/a:1")])
    assert_hardened(next(each for each in manifests(chart) if each["kind"] == "StatefulSet"))


def test_enums_structs_and_optional_arguments(app: App, chart: Chart) -> None:
    Hardening.of(app).set_defaults(HardeningDefaults(platform=Platform.OPENSHIFT, kubernetes_version="1.30"))
    HardenedDeployment(
        chart,
        "web",
        containers=CONTAINERS,
        isolate=True,
        ephemeral_storage_limits=False,
        waivers=[
            Waiver(
                controls=["image-digest"],
                containers=["main"],
                allow=["registry.example.com/shop/web:1.4.2"],
                reason="the tag is immutable here",
                ticket="SHOP-17",
                owner="shop",
                expires="2099-12-31",
            )
        ],
    )
    deployment = next(each for each in manifests(chart) if each["kind"] == "Deployment")
    assert "runAsUser" not in pod(deployment)["securityContext"]
    assert "ephemeral-storage" not in str(deployment)


def test_run_as(chart: Chart) -> None:
    HardenedDeployment(chart, "web", containers=CONTAINERS, run_as=RunAs.user(20001, 20002))
    assert pod(manifests(chart)[0])["securityContext"] == {
        "fsGroup": 20002,
        "fsGroupChangePolicy": "OnRootMismatch",
        "runAsGroup": 20002,
        "runAsNonRoot": True,
        "runAsUser": 20001,
        "seccompProfile": {"type": "RuntimeDefault"},
    }


def test_include(app: App, chart: Chart, tmp_path: Path) -> None:
    file = tmp_path / "agent.yaml"
    file.write_text("apiVersion: v1\nkind: Pod\nmetadata: { name: agent }\nspec: { containers: [{ name: main, image: 'a:1' }] }\n")
    Include(chart, "agent", url=str(file))
    Hardening.of(app).apply(profile=HardeningProfile.HARDENED, run_as=RunAs.user(65532))
    assert_hardened(manifests(chart)[0])


def test_helm(app: App, chart: Chart, helm: str, helm_chart: str) -> None:
    Helm(chart, "web", chart=helm_chart, helm_executable=helm)
    Hardening.of(app).apply(profile=HardeningProfile.HARDENED, run_as=RunAs.user(65532))
    workloads = [each for each in manifests(chart) if each["kind"] in ("Deployment", "Job", "Pod", "StatefulSet")]
    assert workloads
    for workload in workloads:
        assert_hardened(workload)


def test_nothing_goes_to_standard_output(tmp_path: Path) -> None:
    program = (
        "from cdk8s import App, Chart\n"
        "from cdk8s_plus_28 import ContainerProps\n"
        "from cdk8s_hardened import HardenedDeployment, Hardening\n"
        f"app = App(outdir={str(tmp_path)!r})\n"
        "HardenedDeployment(Chart(app, 'c'), 'web', containers=[ContainerProps(image='a:1')])\n"
        "Hardening.of(app).report()\n"
        "app.synth()\n"
        "print('mine')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "mine\n"
    assert "image-digest" in done.stderr  # warnings


def synthesize(app: App, add: Callable[[Chart, str], Any]) -> None:
    chart = Chart(app, "c")
    for number in range(20):
        add(chart, f"w{number}")
    app.synth()


def test_a_hardened_kind_makes_hardly_more_calls_than_a_plain_one(tmp_path: Path, calls: Counter[str]) -> None:
    synthesize(App(outdir=str(tmp_path / "plain")), lambda chart, id: Deployment(chart, id, containers=CONTAINERS))
    plain = calls.total()
    calls.clear()
    synthesize(App(outdir=str(tmp_path / "hardened")), lambda chart, id: HardenedDeployment(chart, id, containers=CONTAINERS))
    assert plain > 20
    assert calls.total() <= 1.3 * plain
