/* What a call of a C function from CPython costs at least: METH_FASTCALL, which looks at
   nothing and gives back its first argument, or makes one large int. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *same(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    Py_INCREF(arguments[0]);
    return arguments[0];
}

static PyObject *large(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    return PyLong_FromLongLong(1LL << 40);
}

static PyMethodDef methods[] = {
    {"same", (PyCFunction)(void (*)(void))same, METH_FASTCALL, NULL},
    {"large", (PyCFunction)(void (*)(void))large, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "floor", NULL, -1, methods};

PyMODINIT_FUNC PyInit_floor(void) { return PyModule_Create(&module); }
