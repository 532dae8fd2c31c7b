"""Kinds of parameters that are not in the language yet."""

# raises: UnsupportedError


def star(**n: int) -> int:  # error: the parameter '**n' cannot be compiled yet @ 'n: int'
    return 0


def double_star(**n: int) -> int:  # error: the parameter '**n' cannot be compiled yet @ 'n: int'
    return n


class Box:
    def method(self, n: int) -> int:  # error: a method cannot be compiled yet @ 'self'
        return n

    def of_class(cls, n: int) -> int:  # error: a method cannot be compiled yet @ 'cls'
        return n
