/* What a call of a C function from CPython costs at least, by METH_FASTCALL: one that looks
   at nothing and gives back its first argument, and one that adds as a C programmer would
   write it for ints of 64 bits. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *same(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    Py_INCREF(arguments[0]);
    return arguments[0];
}

static PyObject *add(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    if (count != 2 || !PyLong_CheckExact(arguments[0]) || !PyLong_CheckExact(arguments[1])) {
        PyErr_SetString(PyExc_TypeError, "add takes two ints");
        return NULL;
    }
    int overflow_a, overflow_b;
    long long sum;
    long long a = PyLong_AsLongLongAndOverflow(arguments[0], &overflow_a);
    long long b = PyLong_AsLongLongAndOverflow(arguments[1], &overflow_b);
    if (overflow_a || overflow_b || __builtin_add_overflow(a, b, &sum)) {
        PyErr_SetString(PyExc_OverflowError, "the sum does not fit in 64 bits");
        return NULL;
    }
    return PyLong_FromLongLong(sum);
}

static PyMethodDef methods[] = {
    {"same", (PyCFunction)(void (*)(void))same, METH_FASTCALL, NULL},
    {"add", (PyCFunction)(void (*)(void))add, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "floor", NULL, -1, methods};

PyMODINIT_FUNC PyInit_floor(void) { return PyModule_Create(&module); }
