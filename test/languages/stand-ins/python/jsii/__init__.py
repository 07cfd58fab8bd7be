"""Stands for the package `jsii` of PyPI where that cannot be installed: enough of it to run examples/python with the generated sources.

It starts the same kernel in Node.js (the command in JSII_KERNEL), and sends it what the generated sources ask for.
"""
import enum as _enum
import inspect
import typing

from . import python  # noqa: F401
from ._kernel import from_kernel, kernel, register, to_kernel

Number = typing.Union[int, float]


class JSIIAssembly:
    @classmethod
    def load(cls, name, version, module, tarball):
        kernel().load(name, version, module, tarball)
        return cls()


class JSIIMeta(type):
    def __new__(mcs, name, bases, attrs, *, jsii_type=None):
        cls = super().__new__(mcs, name, bases, attrs)
        if jsii_type is not None:
            cls.__jsii_type__ = register(jsii_type, cls)
        return cls

    def __init__(cls, name, bases, attrs, *, jsii_type=None):
        super().__init__(name, bases, attrs)


class JSIIAbstractClass(JSIIMeta):
    pass


def data_type(*, jsii_type, jsii_struct_bases, name_mapping):
    def decorate(cls):
        cls.__jsii_type__ = register(jsii_type, cls)
        cls.__jsii_names__ = name_mapping
        return cls
    return decorate


def enum(*, jsii_type):
    def decorate(cls):
        assert issubclass(cls, _enum.Enum)
        cls.__jsii_type__ = register(jsii_type, cls)
        return cls
    return decorate


def interface(*, jsii_type):
    def decorate(cls):
        cls.__jsii_type__ = jsii_type
        return cls
    return decorate


def implements(*interfaces):
    return lambda cls: cls


def member(*, jsii_name):
    return lambda function: function


def proxy_for(abstract_class):
    return abstract_class.__jsii_proxy_class__()


def create(cls, instance, args):
    instance.__jsii_ref__ = kernel().call("create", fqn=cls.__jsii_type__, args=to_kernel(args))


def get(instance, name):
    return from_kernel(kernel().call("get", objref=instance.__jsii_ref__, property=name).get("value"))


def sget(cls, name):
    return from_kernel(kernel().call("sget", fqn=cls.__jsii_type__, property=name).get("value"))


def invoke(instance, name, args):
    return from_kernel(kernel().call("invoke", objref=instance.__jsii_ref__, method=name, args=to_kernel(args)).get("result"))


def sinvoke(cls, name, args):
    cls = cls if inspect.isclass(cls) else type(cls)
    return from_kernel(kernel().call("sinvoke", fqn=cls.__jsii_type__, method=name, args=to_kernel(args)).get("result"))
