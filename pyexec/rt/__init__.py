"""The runtime: what Python's operators add to the machine, in PyExec's own language.

These modules are compiled by PyExec into the programs that use them, function by
function; under CPython they are only read.  `primitives` names the machine's
operations; everything else is the language that users write.
"""
