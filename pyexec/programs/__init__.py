"""What a program is made of, whichever backend builds it: its command line and its code.

`specification` makes a `CommandLine` of a function, `usage` its texts; `arguments` reads
the words of a command line by it, and travels into the programs that Nuitka builds.
"""
