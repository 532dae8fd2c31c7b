"""A page on which a module's functions can be tried: `NAME.html`.

Each function has a form with one labelled input for each parameter, of the kind that
fits its type, and shows the result, or the error, below.  The page uses nothing but the
module's own files.  Browsers do not let a page from file:// fetch; for that case the
page holds the module's bytes as well, so that it works from a double click.
"""

from __future__ import annotations

import html
import math
from binascii import b2a_base64
from urllib.parse import quote

from ...interface import Parameter, Signature
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
input { font: inherit; padding: .25rem .5rem; box-sizing: border-box; }
input:not([type=checkbox]) { display: block; width: 100%; }
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

function argument(field) {
  const type = field.dataset.type;
  const inputs = [...field.querySelectorAll('input')];
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

function text(value) {
  if (Array.isArray(value)) return value.map(text).join(' + ') + 'i';
  return Object.is(value, -0) ? '-0' : String(value ?? 'done');
}

for (const form of document.forms) {
  const output = form.querySelector('output');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const wasm = await loaded;
      const given = [...form.querySelectorAll('[data-type]')].map(argument);
      output.textContent = text(wasm[form.dataset.function](...given));
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
    return (
        f'<form data-function="{export.name}" novalidate>\n<h2>{heading}</h2>\n'
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
    written = f"{name} <small>{t}</small>"
    if t.is_complex:
        parts = "".join(
            f"<label>{part} <input {_attributes(function, name, part, t.part)}"
            f"{_value(parameter, part)}></label>\n"
            for part in ("real", "imaginary")
        )
        return f'<fieldset data-type="complex">\n<legend>{written}</legend>\n{parts}</fieldset>\n'
    kind = "integer" if t.is_integer else "bool" if t.kind is Kind.BOOL else "float"
    control = f"<input {_attributes(function, name, '', t)}{_value(parameter)}>"
    content = f"{control} {written}" if kind == "bool" else f"{written} {control}"
    return f'<label data-type="{kind}">{content}</label>\n'


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
    default = parameter.default if parameter.has_default else None
    if parameter.type.kind is Kind.BOOL:
        return " checked" if default else ""
    value = 5 if default is None else default
    if part:
        number = complex(value)
        value = number.real if part == "real" else number.imag
    if isinstance(value, float) and not math.isfinite(value):
        return ""  # no number that such an input can show
    return f' value="{value:d}"' if isinstance(value, int) else f' value="{value!r}"'
