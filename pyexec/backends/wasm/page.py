"""A page on which a module's functions can be tried: `NAME.html`.

Each function has a form with one labelled input for each parameter, of the kind that
fits its type, and shows the result, or the error, below, and what became of arguments that
it has changed.  Containers are written as JSON.  The page uses nothing but the
module's own files.  Browsers do not let a page from file:// fetch; for that case the
page holds the module's bytes as well, so that it works from a double click.
"""

from __future__ import annotations

import html
import json
import math
from binascii import b2a_base64
from typing import Any
from urllib.parse import quote

from ...interface import Parameter, Signature
from ...object_types import (
    RANGE,
    STR,
    DictType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
)
from ...types import Kind, Type
from .exports import Export, is_wide
from .javascript import Surface, camel_case
from .methods import quoted

_STYLE = """\
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 0 auto; padding: 1rem; }
form { border: 1px solid #8886; border-radius: .5rem; padding: 0 1rem 1rem; margin: 1rem 0; }
h2 { font: 600 1.1rem ui-monospace, monospace; overflow-wrap: anywhere; }
label, fieldset label { display: block; margin: .5rem 0; }
fieldset { border: 0; padding: 0; margin: 0; }
legend { padding: 0; }
small { opacity: .7; }
input, textarea { font: inherit; padding: .25rem .5rem; box-sizing: border-box; }
textarea { resize: vertical; }
input:not([type=checkbox]), textarea { display: block; width: 100%; }
button { font: inherit; padding: .25rem 1rem; margin: .5rem 0; }
output { display: block; min-height: 1.5em; font-family: ui-monospace, monospace; }
output { white-space: pre-wrap; overflow-wrap: anywhere; }
output.error { color: #b00020; }
@media (prefers-color-scheme: dark) { output.error { color: #ff8a80; } }
"""

_SCRIPT = """\
// From file:// nothing can be fetched.
const bytes = () => Uint8Array.from(atob(EMBEDDED), (c) => c.charCodeAt(0));
const loaded = location.protocol === 'file:' ? LOADER(bytes()) : LOADER();

// JSON as values of a type: a dict is an object or an array of pairs, a set an array, and an
// integer of many digits a text.  What does not fit is left to the module to refuse.
const makers = {
  list: (value, [element]) => value.map((part) => made(part, element)),
  tuple: (value, elements) => value.map((part, i) => made(part, elements[i])),
  set: (value, [element]) => new Set(value.map((part) => made(part, element))),
  dict: (value, [key, held]) => new Map((Array.isArray(value) ? value : Object.entries(value))
    .map((entry) => [made(entry[0], key), made(entry[1], held)])),
};

function made(value, form) {
  if (form === 'integer') return /^[+-]?[0-9]+$/.test(value) ? BigInt(value) : value;
  if (form === 'float') return typeof value === 'string' && value.trim() ? Number(value) : value;
  if (typeof form === 'string' || typeof value !== 'object' || value === null) return value;
  const [kind, ...inner] = form;
  return kind === 'dict' || Array.isArray(value) ? makers[kind](value, inner) : value;
}

function argument(field) {
  const type = field.dataset.type;
  const inputs = [...field.querySelectorAll('input, textarea')];
  if (type === 'text') return inputs[0].value;
  if (type === 'json') {
    try {
      return made(JSON.parse(inputs[0].value), JSON.parse(field.dataset.form));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new TypeError(`${inputs[0].name} needs JSON: ${error.message}`);
    }
  }
  if (type === 'bool') return inputs[0].checked;
  const numbers = inputs.map((input) => {
    if (input.value.trim() === '') throw new TypeError(`${input.name} needs a value`);
    const value = Number(input.value);
    // Digits that a Number would round go in as a BigInt.
    const isLong = type === 'integer' && Number.isInteger(value) && !Number.isSafeInteger(value);
    return isLong ? BigInt(input.value) : value;
  });
  return type === 'complex' ? numbers : numbers[0];
}

function shown(value) {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (ArrayBuffer.isView(value) || value instanceof Set) return shown([...value]);
  if (value instanceof Map) {
    const isNamed = [...value.keys()].every((key) => typeof key === 'string');
    const entries = [...value].map(([key, held]) => `${shown(key)}: ${shown(held)}`);
    return isNamed ? `{${entries.join(', ')}}` : shown([...value]);
  }
  if (typeof value === 'object' && value !== null) return shown(new Map(Object.entries(value)));
  return Object.is(value, -0) ? '-0' : String(value);
}

function text(value, type) {
  if (type === 'complex') return value.map(shown).join(' + ') + 'i';
  return typeof value === 'string' ? value : value === undefined ? 'done' : shown(value);
}

for (const form of document.forms) {
  const output = form.querySelector('output');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const wasm = await loaded;
      const fields = [...form.querySelectorAll('[data-type]')];
      const given = fields.map(argument);
      const before = given.map(shown);
      const lines = [text(wasm[form.dataset.function](...given), form.dataset.result)];
      given.map(shown).forEach((now, i) => {
        if (now !== before[i]) lines.push(`${fields[i].dataset.name} is now ${now}`);
      });
      output.textContent = lines.join('\\n');
      output.className = '';
    } catch (error) {
      output.textContent = `${error.name}: ${error.message}`;
      output.className = 'error';
    }
  });
}
"""


def page(surface: Surface, module: bytes) -> str:
    """The page's text.

    Args:
        surface: what there is to say about the module.
        module: its bytes, for use from file://.
    """
    title = html.escape(camel_case(surface.stem))
    forms = "".join(_form(export) for export in surface.exports)
    script = _SCRIPT.replace("EMBEDDED", quoted(b2a_base64(module, newline=False).decode()))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} - WebAssembly</title>\n"
        '<link rel="icon" href="data:,">\n'
        f"<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{forms}</main>\n"
        f'<script src="{quote(surface.stem)}.js"></script>\n'
        f"<script>\n{script.replace('LOADER', surface.loader)}</script>\n</body>\n</html>\n"
    )


def _form(export: Export) -> str:
    signature = export.signature
    heading = html.escape(str(signature))
    fields = "".join(_field(export.name, parameter) for parameter in signature.parameters)
    result = ' data-result="complex"' if signature.result.is_complex else ""
    return (
        f'<form data-function="{export.name}"{result} novalidate>\n<h2>{heading}</h2>\n'
        f"{_paragraphs(signature)}{fields}<button>Calculate</button>\n"
        f'<output id="{export.name}-result"></output>\n</form>\n'
    )


def _paragraphs(signature: Signature) -> str:
    paragraphs = (signature.doc or "").split("\n\n")
    return "".join(f"<p>{html.escape(text.strip())}</p>\n" for text in paragraphs if text.strip())


def _field(function: str, parameter: Parameter) -> str:
    """The input of a parameter; of a complex number, the two."""
    t = parameter.type
    name = parameter.name
    written = f"{name} <small>{html.escape(str(t))}</small>"
    if t.is_object:
        return _object_field(function, parameter, written)
    if t.is_complex:
        parts = "".join(
            f"<label>{part} <input {_attributes(function, name, part, t.part)}"
            f"{_value(parameter, part)}></label>\n"
            for part in ("real", "imaginary")
        )
        kind = f'data-type="complex" data-name="{name}"'
        return f"<fieldset {kind}>\n<legend>{written}</legend>\n{parts}</fieldset>\n"
    kind = "integer" if t.is_integer else "bool" if t.kind is Kind.BOOL else "float"
    control = f"<input {_attributes(function, name, '', t)}{_value(parameter)}>"
    content = f"{control} {written}" if kind == "bool" else f"{written} {control}"
    return f'<label data-type="{kind}" data-name="{name}">{content}</label>\n'


def _object_field(function: str, parameter: Parameter, written: str) -> str:
    """The input of a text, or of what is written as JSON."""
    t, name = parameter.type, parameter.name
    if t is STR:
        content = parameter.default if isinstance(parameter.default, str) else example(t)
        kind = f'data-type="text" data-name="{name}"'
    else:
        content = json.dumps(parameter.default if parameter.has_default else example(t))
        form = html.escape(json.dumps(form_of(t)))
        kind = f'data-type="json" data-name="{name}" data-form="{form}"'
        written += " <small>as JSON</small>"
    lines = min(str(content).count("\n") + 1, 8)
    # A line break that a text begins with would not count.
    area = (
        f'<textarea id="{function}-{name}" name="{name}" rows="{lines}">'
        f"\n{html.escape(str(content))}</textarea>"
    )
    return f"<label {kind}>{written} {area}</label>\n"


def form_of(t: Type) -> object:
    """What the page's script has to know of a type to read it from JSON."""
    match t:
        case ListType(element=element) | SequenceType(element=element):
            return ["list", form_of(element)]
        case TupleType(elements=elements):
            return ["tuple", *map(form_of, elements)]
        case SetType(element=element):
            return ["set", form_of(element)]
        case DictType(key=key, value=value):
            return ["dict", form_of(key), form_of(value)]
        case OptionalType(base=base):
            return form_of(base)
    if t.is_object:
        return str(t)
    return "integer" if t.is_integer else "float" if t.is_float else "plain"


def example(t: Type, number: int = 1) -> Any:
    """A value of a type as JSON: the first of several with `number` 1, the second with 2."""
    match t:
        case ListType(element=element) | SequenceType(element=element) | SetType(element=element):
            return [example(element, i) for i in (1, 2, 3)]
        case TupleType(elements=elements):
            return [example(part, i) for i, part in enumerate(elements, number)]
        case DictType(key=key, value=value):
            pairs = [(example(key, i), example(value, i)) for i in (1, 2)]
            return dict(pairs) if key is STR else pairs
        case OptionalType(base=base):
            return example(base, number)
    if t is STR:
        return ("one", "two", "three")[(number - 1) % 3]
    if t is RANGE:
        return {"start": 0, "stop": 10, "step": 1}
    if t.is_complex:
        return [number, 0.5]
    if t.is_float:
        return number + 0.5
    return number % 2 == 1 if t.kind is Kind.BOOL else number


def _attributes(function: str, name: str, part: str, t: Type) -> str:
    suffix = f"-{part}" if part else ""
    identity = f'id="{function}-{name}{suffix}" name="{name}{suffix}"'
    if t.kind is Kind.BOOL:
        return f'{identity} type="checkbox"'
    if not t.is_integer:
        return f'{identity} type="number" step="any"'
    # The limits of 64 bits are more than a browser's number input can compare with.
    limits = "" if is_wide(t) else f' min="{t.minimum}" max="{t.maximum}"'
    return f'{identity} type="number" step="1"{limits}'


def _value(parameter: Parameter, part: str = "") -> str:
    """The attribute that fills the input at first: the default value, or an example."""
    default = parameter.number if parameter.has_default else None
    if parameter.type.kind is Kind.BOOL:
        return " checked" if default else ""
    value = 5 if default is None else default
    if part:
        number = complex(value)
        value = number.real if part == "real" else number.imag
    if isinstance(value, float) and not math.isfinite(value):
        return ""  # no number that such an input can show
    return f' value="{value:d}"' if isinstance(value, int) else f' value="{value!r}"'
