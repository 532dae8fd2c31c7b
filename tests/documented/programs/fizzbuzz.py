from pyexec import aot_compile
import sys

def fizzbuzz():
    """FizzBuzz game."""
    if len(sys.argv) < 2:
        print("Usage: fizzbuzz <n>")
        return
    n = int(sys.argv[1])
    for i in range(1, n + 1):
        if i % 15 == 0:
            print("FizzBuzz")
        elif i % 3 == 0:
            print("Fizz")
        elif i % 5 == 0:
            print("Buzz")
        else:
            print(i)

# Compile to executable
exe = aot_compile(fizzbuzz, "fizzbuzz.exe", show_progress=True)
# $ ./fizzbuzz.exe 15 | tr '\n' ' '
# 1 2 Fizz 4 Buzz Fizz 7 8 Fizz Buzz 11 Fizz 13 14 FizzBuzz 
# $ ./fizzbuzz.exe
# Usage: fizzbuzz <n>
# $ ./fizzbuzz.exe 99999 | head -2
# 1
# 2
