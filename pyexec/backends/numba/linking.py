"""Links code of ours, given as LLVM's text, into what Numba compiles.

function = linked(context, builder, "pyexec.is_deep", function_type, text)
builder.call(function, [])
"""

from __future__ import annotations

from typing import Any, Final
from weakref import WeakKeyDictionary

from llvmlite import binding, ir
from numba.core import cgutils

# By Numba's code generator, of which there is one for a processor, and by symbol.
_libraries: Final[WeakKeyDictionary[Any, dict[str, Any]]] = WeakKeyDictionary()


def linked(
    context: Any, builder: Any, symbol: str, function_type: ir.FunctionType, text: str
) -> Any:
    """The function `symbol` that a text defines, in the module that is being built."""
    generator = context.codegen()
    libraries = _libraries.setdefault(generator, {})
    if symbol not in libraries:
        library = generator.create_library(symbol)
        library.add_llvm_module(binding.parse_assembly(text))
        library.finalize()
        libraries[symbol] = library
    context.active_code_library.add_linking_library(libraries[symbol])
    return cgutils.get_or_insert_function(builder.module, function_type, symbol)
