"""Places stay true where the source is formatted oddly."""

# raises: TypeCheckError


def tabs(n: int) -> int:
	x = 1.5  # error: local variable 'x' needs a type annotation @ 'x'
	return n


def semicolons(n: int) -> int:
    m: int = n; x = 1.5; return m  # error: local variable 'x' needs a type annotation @ 'x'


def one_line(n: int) -> int: return n + missing_name  # error: name 'missing_name' is not defined @ 'missing_name'


def continuation(n: int) -> int:
    return n + \
        missing_name  # error: name 'missing_name' is not defined @ 'missing_name'


def parentheses(n: int) -> int:
    return (
        n
        +
        missing_name  # error: name 'missing_name' is not defined @ 'missing_name'
    )


def several_lines(n: int) -> int:
    x: int = (1.5 +  # error: 'x' is int, but the value is float @ '1.5 +'
              n)
    return x


def wide_letters(größe: int) -> int:
    länge: int = größe; höhe = 1.5; return länge  # error: local variable 'höhe' needs a type annotation @ 'höhe'


def 数える(数: int) -> int:
    return 数 + 数字  # error: name '数字' is not defined @ '数字'


def after_text(n: int) -> int:
    "ünïcödé"; x = 1.5; return n  # error: local variable 'x' needs a type annotation @ 'x'


def far_to_the_right(n: int) -> int:
    return n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + missing_name  # error: name 'missing_name' is not defined @ 'missing_name'


def deep(n: int) -> int:
    if n:
        if n:
            while n:
                if n:
                    for i in range(n):
                        return missing_name  # error: name 'missing_name' is not defined @ 'missing_name'
    return n
