"""Prints as JSON what app.py took, with the process of Node.js that it starts: `python measure.py hardened 200`."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

start = time.monotonic()
with tempfile.TemporaryDirectory() as outdir:
    app = Path(__file__).with_name("app.py")
    subprocess.run([sys.executable, str(app), *sys.argv[1:], outdir], check=True, stderr=subprocess.DEVNULL)
    # What a synthesis that failed would leave out.
    assert list(Path(outdir).iterdir())
wall = (time.monotonic() - start) * 1000
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"units": int(sys.argv[2]), "cpu": (used.ru_utime + used.ru_stime) * 1000, "wall": wall, "peak": used.ru_maxrss / 1024}))
