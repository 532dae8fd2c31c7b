"""The in-process callable: everything after the LLVM text of the function bodies.

    text = bodies + vectorcall_text([entry], errors)
    with Module.parse(text) as module:
        module.optimize(machine, level=3)
        object_bytes = module.emit_object(machine)          # may be kept on disk
    code = load(object_bytes)                               # needs no LLVM
    function = make_function(python_function, entry.signature, compilation)
    bind(function, Native(code, code.address(vectorcall_symbol(entry))))
    function(3, 4)

From text to text:

    wrapper       CPython's vectorcall around a body; boxing has the pieces
    entry_point   the C function around a body, for `address` and `ctypes`
    slow_ways     what wrappers do when a call is not of the usual kind
    externals     the declarations of all that is outside
    layout        how this CPython lays out its objects

From object bytes to running code:

    elf, relocation, image    read the object, place it, tie it together
    symbols, support, stack   what it refers to: Python, mathematics, the slow ways
    process_heap, heap_ways   what it allocates from
    loader                    memory

From code to what users hold:

    traces        the tracebacks of errors
    function      the function object; native_type makes its type
    conversion    arguments that are not of the exact type
    memory_owner  objects with memory, whose methods such functions are
"""
