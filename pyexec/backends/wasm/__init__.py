"""The WebAssembly backend: everything after LLVM's text of the function bodies.

    exports     LLVM's text of what the module exports, around the bodies
    link        their object file to a module, by LLD; `trim` takes out what is unused,
                over `binary`, which knows the format
    javascript  the classic script and the ES module; each function is a method made by
                `methods`, over the fixed parts in `runtime`
    object_runtime          the parts that convert objects, put together by `converters`
    declarations, page      TypeScript's view of it, and a page to try it on
    build       all of that in one call, and the files written

The way through, with a body that the lowering made:

    planned = exports.plan(entries, ["square"])
    with Module.parse(bodies + exports.text(planned)) as module:
        module.optimize(link.machine(), level=3)
        object_bytes = module.emit_object(link.machine())
    build.write_module(object_bytes, planned, errors, Path("square.wasm"), with_page=True)
"""
