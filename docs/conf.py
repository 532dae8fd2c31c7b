"""How Sphinx builds the user guide: `sphinx-build -W -n docs build/guide`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import pyexec

project = "PyExec"
author = "the PyExec developers"
project_copyright = author
version = release = pyexec.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["__pycache__"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_typehints = "none"  # the docstrings say what each parameter takes
default_role = "code"  # what docstrings have in backticks

html_theme = "furo"
html_title = f"PyExec {version}"
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#0b6e4f",
        "color-brand-content": "#0b6e4f",
        "color-brand-visited": "#0b6e4f",
    },
    "dark_css_variables": {
        "color-brand-primary": "#5fd0a5",
        "color-brand-content": "#5fd0a5",
        "color-brand-visited": "#5fd0a5",
    },
}
html_show_sphinx = False
html_copy_source = False
html_static_path = ["static"]
html_css_files = ["guide.css"]
