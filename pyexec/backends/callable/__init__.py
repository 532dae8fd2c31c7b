"""The in-process callable: everything after the LLVM text of the function bodies.

    text = bodies + vectorcall_text([entry], errors)
    with Module.parse(text) as module:
        module.optimize(machine, level=3)
        object_bytes = module.emit_object(machine)          # may be kept on disk
    code = load(object_bytes)                               # needs no LLVM
    function = make_function(python_function, entry.signature, compilation)
    bind(function, Native(code, code.address(vectorcall_symbol(entry))))
    function(3, 4)

    wrapper       CPython's vectorcall around a body, as LLVM text
    runtime       the text that the wrappers of a module share; boxing has its pieces
    layout        how this CPython lays out its objects
    conversion    arguments that are not of the exact type: in Python
    function      the function object; native_type makes its type
    elf, relocation, image, symbols, loader    object bytes to running code
    stack         how far recursion may go in the calling thread
"""
