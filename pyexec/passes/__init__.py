"""Transformations and analyses of the IR, one a file."""
