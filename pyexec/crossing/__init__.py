"""Objects between a host and a program whose heap is not this process's, by what stands there.

A host writes arguments as blocks into the program's memory, and reads the result from there;
`rt/layout.py` and the modules of `rt/objects/` draw what they look like.  Of the program it
calls `arrivals.block` for memory, and for some types a function that makes one of lists or
gives up a reference.  The emitted JavaScript does the same (`backends/wasm/runtime`).

    needs     which functions of `rt/` a host calls for a signature
    places    where the parts of a value stand, by its type
    call      one call of a function from Python
    entering, leaving, updating     its parts: arguments, results, what arguments became
"""
