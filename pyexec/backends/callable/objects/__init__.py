"""Objects between CPython and compiled functions: lists, tuples, dicts, sets, texts, ranges.

An argument is converted into blocks of the heap, deep, and the result back; what a function
may have changed is changed for its caller.  In the order in which to read them:

    exact             what Python does for objects that are not of the usual sort
    ways, texts, faults
                      LLVM text that a process has once: records, exact objects, errors
    conversions       the functions of a module, one for a type and direction, where needed
    numbers, frames, arriving, arriving_tables, leaving, updating
                      their LLVM text
    call              what the wrapper of a function does besides
"""
