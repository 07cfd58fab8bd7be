"""Stands for the package of PyPI, which hides the private names of a module."""


def publish():
    pass
