"""The program backend: everything after the LLVM text of the function bodies.

    runtime = entry.runtime(signature)                    # what of `rt/` the program needs
    text = bodies + entry.entry_point(made, line, errors)
    text += system.text(target, made.recursive, made.uses_heap)
    build.write_program(object_bytes, Path("fib"), target)

A program has no Python in it, and on Linux no C runtime: it starts at its first instruction
and speaks to the kernel by itself.  Only a function that needs the C library's mathematics
makes it ask the loader for that library.

The modules, in the order of the way through:

    texts    the constant texts of a program
    table    the command line's arguments, as `rt/command_line.py` reads them
    values   one value: read from a word, passed to the function, printed
    entry    from the command line to the exit code, the same on every platform
    linux    start, output and end of the process, by calls of the kernel
    system   which of these a platform has
    link     the executable file, through LLD
    build    the file, written as a whole or not at all
"""
