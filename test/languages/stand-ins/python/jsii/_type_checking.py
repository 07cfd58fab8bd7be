"""The real one checks types with typeguard. Here the kernel does."""
import typing


def cached_type_hints(stub):
    return _Anything()


def check_type(*, argname, value, expected_type):
    pass


class _Anything(dict):
    def __missing__(self, key):
        return typing.Any
