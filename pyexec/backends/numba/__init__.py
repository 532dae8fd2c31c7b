"""Functions that Numba compiles, with numbers of PyExec's own: what stands behind `jit`.

In the order of the way through:

    library         brings Numba in, or says what to install
    dispatcher      the function object, and the pipeline that it compiles with
    tries, ahead      `try` as Numba does not know it, which is compiled ahead of time
    parameters      keyword-only parameters, which Numba's dispatcher does not know
    annotations     the types of numbers that a function names
    rewrite         the pass over Numba's untyped IR, with its parts:
    body, boundary    the expressions and conversions that it puts in
    matrices          `A @ B` of any types
    memory            `read_i32 ... write_f64` of a heap's bytes
    unbound           which reads may find a local without a value
    stack             the check of recursion
    number_calls    the typing and lowering of those expressions
    code            their code, made by PyExec's own frontend and lowering
    linking         puts it into what Numba builds
    dependencies    what a function's code depends on, as text
    caching         the disk cache
    errors          Numba's errors in plain words
"""
