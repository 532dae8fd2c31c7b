"""Make a native type: a Python type whose instances CPython calls through a C pointer.

Takes an ordinary class that has the methods, gives a type with the same methods
whose instances are laid out as

    0         header     +8        +16         +24     +32          +40     +48
    ┌─────────┬──────────┬─────────┬───────────┬───────┬────────────┬───────┬──────────┐
    │ header  │ vector-  │ binder  │ converter │ code  │ definition │ dict  │ weak     │
    │         │ call     │         │           │       │            │       │ list     │
    └─────────┴──────────┴─────────┴───────────┴───────┴────────────┴───────┴──────────┘

    native = NativeType(Methods)
    instance = native.create()
    native.store(instance, FunctionField.BINDER, bind)
    native.set_vectorcall(instance, address)

Python code cannot reach the four fields in the middle: machine code relies on them.

The type takes part in the collection of cycles through CPython's own functions for
Python classes.  It has no `tp_clear`: whatever cycle an instance is in, another
object there (a dict, a function) can be cleared, and an instance keeps its code
until nothing refers to it any more.
"""

from __future__ import annotations

import ctypes
from functools import cache
from types import FunctionType, MemberDescriptorType
from typing import Any, Final

from .layout import FunctionField, object_layout

_HIDDEN: Final = (
    FunctionField.BINDER,
    FunctionField.CONVERTER,
    FunctionField.CODE,
    FunctionField.DEFINITION,
)
_SPECIAL: Final = {
    "__vectorcalloffset__": FunctionField.VECTORCALL,
    "__dictoffset__": FunctionField.DICT,
    "__weaklistoffset__": FunctionField.WEAK_LIST,
}

# typeslots.h
_TP_CALL: Final = 50
_TP_DESCR_GET: Final = 54
_TP_TRAVERSE: Final = 71
_TP_MEMBERS: Final = 72
_TP_GETSET: Final = 73

# object.h
_DISALLOW_INSTANTIATION: Final = 1 << 7
_HAVE_VECTORCALL: Final = 1 << 11
_HAVE_GC: Final = 1 << 14
_METHOD_DESCRIPTOR: Final = 1 << 17
_FLAGS: Final = _DISALLOW_INSTANTIATION | _HAVE_VECTORCALL | _HAVE_GC | _METHOD_DESCRIPTOR

# structmember.h
_OBJECT: Final = 16  # T_OBJECT_EX
_SSIZE: Final = 19
_READONLY: Final = 1

_OWN_ATTRIBUTES: Final = ("__dict__", "__weakref__", "__slots__")


class _Member(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("type", ctypes.c_int),
        ("offset", ctypes.c_ssize_t),
        ("flags", ctypes.c_int),
        ("doc", ctypes.c_char_p),
    ]


class _GetSet(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("get", ctypes.c_void_p),
        ("set", ctypes.c_void_p),
        ("doc", ctypes.c_char_p),
        ("closure", ctypes.c_void_p),
    ]


class _Slot(ctypes.Structure):
    _fields_ = [("slot", ctypes.c_int), ("function", ctypes.c_void_p)]


class _Spec(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("basicsize", ctypes.c_int),
        ("itemsize", ctypes.c_int),
        ("flags", ctypes.c_uint),
        ("slots", ctypes.POINTER(_Slot)),
    ]


class _PythonApi:
    """The functions of the Python API that types are made with."""

    def __init__(self) -> None:
        # Not `ctypes.pythonapi`, whose functions all of the program shares.
        library = ctypes.PyDLL(None)
        self.library = library
        self.from_spec = library.PyType_FromSpec
        self.from_spec.argtypes = (ctypes.POINTER(_Spec),)
        self.from_spec.restype = ctypes.py_object
        self.get_slot = library.PyType_GetSlot
        self.get_slot.argtypes = (ctypes.py_object, ctypes.c_int)
        self.get_slot.restype = ctypes.c_void_p
        self.allocate = library.PyType_GenericAlloc
        self.allocate.argtypes = (ctypes.py_object, ctypes.c_ssize_t)
        self.allocate.restype = ctypes.py_object

    def address(self, name: str) -> int:
        return ctypes.addressof(ctypes.c_char.in_dll(self.library, name))


@cache
def _api() -> _PythonApi:
    return _PythonApi()


class NativeType:
    """A type made from a class of methods; `type` is the type itself."""

    def __init__(self, methods: type) -> None:
        self._offset = object_layout().field
        self._kept = self._specification(methods)  # the type refers to these structures
        self.type: Any = _api().from_spec(ctypes.byref(self._kept[0]))
        self._fields: dict[FunctionField, MemberDescriptorType] = {}
        for field in _HIDDEN:
            self._fields[field] = self.type.__dict__[field.name]
            delattr(self.type, field.name)
        for name, attribute in vars(methods).items():
            if name not in _OWN_ATTRIBUTES:
                setattr(self.type, name, attribute)

    def _specification(self, methods: type) -> tuple[_Spec, object, object, object]:
        rows = [(field.name, _OBJECT, field, 0) for field in _HIDDEN]
        rows += [(name, _SSIZE, field, _READONLY) for name, field in _SPECIAL.items()]
        members = (_Member * (len(rows) + 1))(
            *[
                _Member(n.encode(), kind, self._offset(at), flags, None)
                for n, kind, at, flags in rows
            ]
        )
        api = _api()
        get, set_ = api.address("PyObject_GenericGetDict"), api.address("PyObject_GenericSetDict")
        attributes = (_GetSet * 2)(_GetSet(b"__dict__", get, set_, None, None))
        slots = (_Slot * 6)(
            _Slot(_TP_CALL, api.address("PyVectorcall_Call")),
            _Slot(_TP_TRAVERSE, api.get_slot(_Ordinary, _TP_TRAVERSE)),
            # A function's: a bound method of whatever it is called with.
            _Slot(_TP_DESCR_GET, api.get_slot(FunctionType, _TP_DESCR_GET)),
            _Slot(_TP_MEMBERS, ctypes.addressof(members)),
            _Slot(_TP_GETSET, ctypes.addressof(attributes)),
        )
        name = f"{methods.__module__}.{methods.__qualname__}".encode()
        size = self._offset(FunctionField.WEAK_LIST) + ctypes.sizeof(ctypes.c_void_p)
        return _Spec(name, size, 0, _FLAGS, slots), slots, members, attributes

    def create(self) -> Any:
        """A new instance; its fields are empty, so it must not be called yet."""
        return _api().allocate(self.type, 0)

    def store(self, instance: object, field: FunctionField, value: object) -> None:
        """Set a field of an instance."""
        self._fields[field].__set__(instance, value)

    def fetch(self, instance: object, field: FunctionField) -> Any:
        """A field of an instance, or None where it is empty."""
        try:
            return self._fields[field].__get__(instance)
        except AttributeError:
            return None

    def set_vectorcall(self, instance: object, address: int) -> None:
        """Set what CPython calls: one aligned word, so other threads see old or new."""
        at = id(instance) + self._offset(FunctionField.VECTORCALL)
        ctypes.c_void_p.from_address(at).value = address


class _Ordinary:
    """A Python class, whose functions for the collector serve for any Python-like type."""
