"""Mistakes of a user: the first line says what is wrong and what to write, in the words of Python."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from cdk8s import App, Chart
from cdk8s_hardened import (
    ContainerSettings,
    HardenedDeployment,
    Hardening,
    HardeningDefaults,
    HardeningProfile,
    RunAs,
    Waiver,
    WritablePath,
)
from cdk8s_plus_28 import ContainerProps, ContainerSecurityContextProps, Deployment

from conftest import CONTAINERS

Add = Callable[..., HardenedDeployment]


def message(error: pytest.ExceptionInfo[BaseException]) -> str:
    """Without the name of the class of JavaScript, which jsii writes before some messages."""
    return str(error.value).removeprefix("Error: ")


@pytest.mark.parametrize(
    ("props", "expected"),
    [
        ({"run_as": 1000}, "type of argument run_as must be one of (cdk8s_hardened.RunAs, NoneType); got int instead"),
        (
            {"writable_paths": ["/tmp"]},
            "type of argument writable_paths must be one of (Sequence[cdk8s_hardened.WritablePath], NoneType); got list instead",
        ),
        ({"writable_path": []}, "HardenedDeployment.__init__() got an unexpected keyword argument 'writable_path'"),
    ],  # Python 3.13 adds a suggestion to the last one.
    ids=["wrong type", "wrong type in a list", "misspelled"],
)
def test_python_itself_refuses(deployment: Add, props: dict[str, Any], expected: str) -> None:
    with pytest.raises(TypeError) as error:
        deployment(**props)
    assert message(error).removesuffix(". Did you mean 'writable_paths'?") == expected


def test_missing_reason() -> None:
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'reason'"):
        Waiver(control="privileged")  # type: ignore[call-arg]


def test_short_reason(deployment: Add) -> None:
    with pytest.raises(RuntimeError) as error:
        deployment(waivers=[Waiver(control="privileged", reason="x")])
    assert message(error) == '[shop/web] waiver of "privileged": reason "x" is too short: explain in at least 3 words why you accept the risk'


def test_unknown_control(deployment: Add) -> None:
    with pytest.raises(RuntimeError) as error:
        deployment(waivers=[Waiver(control="priviliged", reason="the agent needs it")])
    assert message(error) == '[shop/web] unknown control "priviliged": did you mean "privileged"?'


def test_expired_waiver(app: App, deployment: Add) -> None:
    deployment(
        containers=[ContainerProps(image="a:1", security_context=ContainerSecurityContextProps(read_only_root_filesystem=False))],
        waivers=[Waiver(control="read-only-root-filesystem", containers=["main"], reason="it writes its own files", expires="2020-01-31")],
    )
    with pytest.raises(RuntimeError) as error:
        app.synth()
    assert 'waiver-expired: waiver of "read-only-root-filesystem" expired at the end of 2020-01-31 (UTC)' in message(error)


@pytest.mark.parametrize(
    ("props", "expected"),
    [
        (
            lambda: {"container_settings": {"main": ContainerSettings(run_as=RunAs.platform_assigned())}},
            "[shop/web] container_settings.main.run_as must set ids: use RunAs.user(...) or RunAs.unique()",
        ),
        (
            lambda: {"run_as": RunAs.root_in_user_namespace(), "user_namespace": False},
            "[shop/web] `run_as` is root, which needs a user namespace, and `user_namespace` is false: leave `user_namespace` out, or use another `run_as`",
        ),
        (lambda: {"run_as": RunAs.user(0)}, "uid 0 is root: use the uid that the image is made for, or RunAs.nonRoot()".replace("nonRoot", "non_root")),
        (
            lambda: {"writable_paths": [WritablePath.from_empty_dir("cache")]},
            'writable path "cache" is relative: use an absolute path such as "/cache"',
        ),
    ],
    ids=["ids of a container", "root", "uid 0", "relative path"],
)
def test_options_have_their_names_of_python(deployment: Add, props: Callable[[], dict[str, Any]], expected: str) -> None:
    with pytest.raises(RuntimeError) as error:
        deployment(**props())
    assert message(error) == expected


def test_unknown_container(app: App, deployment: Add) -> None:
    deployment(container_settings={"sidecar": ContainerSettings(run_as=RunAs.user(20001))})
    with pytest.raises(RuntimeError) as error:
        app.synth()
    assert message(error).splitlines()[0] == "1 validation error in 1 construct: shop/web"
    assert 'unknown-container: container_settings references unknown container "sidecar"' in message(error)


def test_an_unsafe_setting_arrives_as_a_whole(app: App, deployment: Add) -> None:
    deployment(containers=[ContainerProps(image="a:1", security_context=ContainerSecurityContextProps(read_only_root_filesystem=False))])
    with pytest.raises(RuntimeError) as error:
        app.synth()
    assert message(error) == "\n".join(
        [
            "1 validation error in 1 construct: shop/web",
            "",
            "shop/web (Deployment): 1 error",
            '  [shop/web] read-only-root-filesystem: container "main": '
            "spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem is false",
            "      Fix: remove `read_only_root_filesystem=False`, and declare the paths that the application writes as `writable_paths`.",
            '      Or waive it: Waiver(control="read-only-root-filesystem", containers=["main"], reason="")',
        ]
    )


def test_the_gate_suggests_code_that_runs(app: App, chart: Chart) -> None:
    Deployment(chart, "agent", containers=CONTAINERS)
    Hardening.of(app).enforce(profile=HardeningProfile.PSS_RESTRICTED)
    with pytest.raises(RuntimeError) as error:
        app.synth()
    suggestions = [line.split("Or waive it: ")[1] for line in message(error).splitlines() if "Or waive it: " in line]
    assert len(suggestions) == 2
    import cdk8s_hardened

    for suggestion in suggestions:
        eval(suggestion.replace('reason=""', 'reason="the vendor promised a fix"'), {**vars(cdk8s_hardened), "chart": chart})
    app.synth()


def test_report_has_fixes_of_python(app: App, deployment: Add) -> None:
    deployment(containers=[ContainerProps(image="a:1", security_context=ContainerSecurityContextProps(read_only_root_filesystem=False))])
    finding = next(each for each in Hardening.of(app).report().findings if each.control == "read-only-root-filesystem")
    assert finding.remedy == "remove `read_only_root_filesystem=False`, and declare the paths that the application writes as `writable_paths`"


class PatchedChart(Chart):
    def to_json(self) -> list[Any]:
        return super().to_json()


def test_a_chart_cannot_change_what_was_evaluated(app: App) -> None:
    with pytest.raises(RuntimeError) as error:
        HardenedDeployment(PatchedChart(app, "shop"), "web", containers=CONTAINERS)
    assert message(error) == (
        '[shop/web] the class of "shop" overrides to_json, so its output cannot be checked: '
        "remove the method, and change objects with ApiObject.add_json_patch()"
    )


def test_limits_of_waivers_have_their_names_of_python(app: App, deployment: Add) -> None:
    Hardening.of(app).set_defaults(HardeningDefaults(never_waive=["privileged"], max_waiver_days=5))
    deployment(waivers=[Waiver(control="privileged", reason="the agent needs it")])
    with pytest.raises(RuntimeError) as error:
        app.synth()
    assert 'waiver-forbidden: waiver of "privileged" is not allowed: never_waive lists the control' in message(error)
    assert 'waiver-forbidden: waiver of "privileged" has no `expires`: max_waiver_days is 5' in message(error)


def test_ports_of_a_connection(chart: Chart) -> None:
    web, db = (HardenedDeployment(chart, id, containers=[ContainerProps(image="a:1")], isolate=True) for id in ("web", "db"))
    with pytest.raises(RuntimeError) as error:
        web.connections.allow_to(db)
    assert message(error).endswith("or name the ports with `ports=[NetworkPolicyPort.tcp(8080)]`")


def test_defaults(app: App) -> None:
    with pytest.raises(RuntimeError) as error:
        Hardening.of(app).set_defaults(HardeningDefaults(never_waive=["no-such-control"]))
    assert message(error).splitlines()[0].startswith('unknown control "no-such-control"')
