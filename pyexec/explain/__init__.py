"""What a function becomes on its way to machine code, each line with the source it came from.

    explanation = Explanation([share], Settings(target="x86_64-linux"))
    for part in explanation.stage("asm").parts:
        for line in part.lines:
            line.text, line.places        # '\\taddq\\t%rsi, %rdi', (Place('demo.py', 2),)

The modules, in the order of the way through:

    lines        the stages as data: lines of text, and the places they came from
    settings     what an explanation can be asked for
    trees        Python's syntax tree and the typed tree, as indented text
    generated    LLVM's work on the program, with debug locations throughout
    readers      LLVM IR and assembly as lines with their places
    web          the WebAssembly module, in its text format
    raising      which errors can still happen on which line, after LLVM's optimisation
    explanation  all of it together, each stage computed when it is asked for
    facts        what each source line became: instructions, errors, calls
    report       a stage as plain text
    highlight    words to colour in a line
    page         all stages side by side, on a page that needs nothing else
"""
