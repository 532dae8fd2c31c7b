"""The C library backend: everything after the LLVM text of the function bodies.

    text = bodies + exports.entry_points(entries, names, errors, "multiply", target)
    with Module.parse(text) as module:
        module.optimize(machine, level=3)
        object_bytes = module.emit_object(machine)
    build.write_library(object_bytes, entries, names, "multiply", "out", target)
    # {'object': out/multiply.o, 'library': out/multiply.so,
    #  'header': out/multiply.h, 'static': out/libmultiply.a}

The modules, in the order of the way through:

    exports   the entry points in LLVM's text: C's ABI, the error of a thread, the stack's end
    structures  what texts and containers are in C
    crossing  the entry points of functions that take or give these
    needs     what these call of the runtime
    heap      the library's heap, and the lock around it
    names     which names C, its library and a file system leave free
    header    the C99 and C++11 header
    archive   the static library
    link      the shared library, through LLD
    build     all the files, written together or not at all
"""
