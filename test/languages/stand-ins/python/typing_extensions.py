"""Stands for the package of PyPI."""


class Protocol:
    __protocol_attrs__ = frozenset()
