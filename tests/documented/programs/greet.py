from pyexec import aot_compile

def greet(name: str) -> str:
    return f"Hello, {name}!"

# Create executable
exe = aot_compile(greet, "greeter.exe", show_progress=True)
# $ ./greeter.exe Alice
# Hello, Alice!
# $ ./greeter.exe Bob
# Hello, Bob!
# $ ./greeter.exe -c
# usage: greeter.exe [-h] NAME
# greeter.exe: error: unrecognized argument: -c
