"""Prints as JSON what a synthesis took, with the process of Node.js that it starts, and its calls to that: `python measure.py 200 PROGRAM...`."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def run(env: dict[str, str]) -> bytes:
    with tempfile.TemporaryDirectory() as outdir:
        done = subprocess.run([*sys.argv[2:], outdir], check=True, capture_output=True, env={**os.environ, **env})
        # What a synthesis that failed would leave out.
        assert list(Path(outdir).iterdir())
    return done.stderr


start = time.monotonic()
run({})
wall = (time.monotonic() - start) * 1000
used = resource.getrusage(resource.RUSAGE_CHILDREN)
# The order of the keys depends on the language.
calls = sum("api" in json.loads(line[2:]) for line in run({"JSII_DEBUG": "1"}).splitlines() if line.startswith(b"> {"))
print(json.dumps({
    "units": int(sys.argv[1]), "cpu": (used.ru_utime + used.ru_stime) * 1000, "wall": wall, "peak": used.ru_maxrss / 1024, "calls": calls,
}))
