from pyexec import compile_llvm

def multiply(x: int, y: int) -> int:
    return x * y

files = compile_llvm(multiply, "multiply")

print(files['object'])  # multiply.o
print(files['library'])  # multiply.so
print(files['header'])  # multiply.h
