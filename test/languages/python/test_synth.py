"""`cdk8s synth` of an app in Python, with the plugin of cdk8s-cli: main.py of examples/python, and an app with a finding."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

APP = """
from cdk8s import ApiObject, App, Chart, JsonPatch

app = App()
agent = ApiObject(Chart(app, "shop"), "agent", api_version="v1", kind="Pod")
agent.add_json_patch(JsonPatch.add("/spec", {"hostPID": True, "containers": [{"name": "main", "image": "a:1"}]}))
app.synth()
"""

CONFIG = {
    "language": "python",
    "app": f"{sys.executable} main.py",
    "pluginsDirectory": os.environ["PLUGINS"],
    "validations": [
        {
            "package": "cdk8s-hardened",
            "version": os.environ["PLUGIN_VERSION"],
            "class": "HardeningValidation",
            "properties": {"profile": "pss-baseline"},
        }
    ],
}


def synth(folder: Path, app: str) -> subprocess.CompletedProcess[str]:
    (folder / "main.py").write_text(app)
    (folder / "cdk8s.yaml").write_text(json.dumps(CONFIG))
    return subprocess.run([os.environ["NODE"], os.environ["CDK8S"], "synth"], cwd=folder, capture_output=True, text=True, env={**os.environ, "CI": "true"})


def test_an_app_with_a_finding_fails(tmp_path: Path) -> None:
    done = synth(tmp_path, APP)
    assert done.returncode == 2, done.stderr
    assert "host-namespaces" in done.stdout


def test_an_app_without_findings_passes(tmp_path: Path) -> None:
    done = synth(tmp_path, APP.replace('"hostPID": True, ', ""))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Validations finished" in done.stdout
