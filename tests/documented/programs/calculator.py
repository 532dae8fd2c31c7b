from pyexec import aot_compile
import sys

def calculator():
    if len(sys.argv) != 4:
        print("Usage: calc <num1> <op> <num2>")
        return
    a = float(sys.argv[1])
    op = sys.argv[2]
    b = float(sys.argv[3])
    if op == '+':
        print(a + b)
    elif op == '-':
        print(a - b)
    elif op == '*':
        print(a * b)
    elif op == '/':
        print(a / b)

exe = aot_compile(calculator, "calc")
# $ ./calc 10 + 5
# 15.0
# $ ./calc 10 / 4
# 2.5
# $ ./calc --help
# Usage: calc <num1> <op> <num2>
# $ ./calc -c
# Usage: calc <num1> <op> <num2>
