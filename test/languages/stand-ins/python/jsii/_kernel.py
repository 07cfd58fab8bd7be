import atexit
import enum
import importlib.util
import json
import os
import shlex
import subprocess

_types = {}
_kernel = None


def register(fqn, cls):
    _types[fqn] = cls
    return fqn


def kernel():
    global _kernel
    _kernel = _kernel or Kernel()
    return _kernel


class JSIIError(RuntimeError):
    pass


class Kernel:
    def __init__(self):
        self.process = subprocess.Popen(shlex.split(os.environ["JSII_KERNEL"]), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        atexit.register(self.process.stdin.close)

    def call(self, api, **request):
        self.process.stdin.write(json.dumps({"api": api, **request}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise JSIIError(answer["error"])
        return answer.get("ok") or {}

    def load(self, name, version, module, tarball):
        folder = os.path.dirname(importlib.util.find_spec(module + "._jsii").origin)
        self.call("load", name=name, version=version, tarball=os.path.join(folder, tarball))


def to_kernel(value):
    if value is None or isinstance(value, (str, int, float, bool)) and not isinstance(value, enum.Enum):
        return value
    if isinstance(value, enum.Enum):
        return {"$jsii.enum": f"{value.__jsii_type__}/{value.value}"}
    if isinstance(value, (list, tuple)):
        return [to_kernel(item) for item in value]
    if isinstance(value, dict):
        return {"$jsii.map": {key: to_kernel(item) for key, item in value.items()}}
    names = getattr(type(value), "__jsii_names__", None)
    if names is None:
        return value.__jsii_ref__
    data = {names[key]: to_kernel(item) for key, item in value._values.items()}
    return {"$jsii.struct": {"fqn": value.__jsii_type__, "data": data}}


def from_kernel(value):
    if isinstance(value, list):
        return [from_kernel(item) for item in value]
    if not isinstance(value, dict) or "$jsii.byref" not in value:
        return value
    cls = _types[value["$jsii.byref"].rsplit("@", 1)[0]]
    instance = cls.__new__(cls)
    instance.__jsii_ref__ = value
    return instance
