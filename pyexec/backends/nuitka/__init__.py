"""Builds a program from Python source with Nuitka: any Python, in one file, with Python inside.

In the order of the way through: `tools` finds what a build needs, `process` runs Nuitka,
`progress` shows how far it is, `build` ties them and puts the program into its place.
"""
