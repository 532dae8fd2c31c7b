import pyexec


@pyexec.jit
def inner(n):
    return n + "a"


@pyexec.jit
def outer(n):
    return inner(n) * 2
