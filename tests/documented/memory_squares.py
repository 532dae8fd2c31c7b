from pyexec.memory import MemoryManager, write_i64, read_i64
import numpy as np

# Create memory manager
mm = MemoryManager(size=1024 * 1024) # 1 MB

# Allocate array of 100 integers
array_ptr = mm.alloc(100 * 8) # 8 bytes per int64

# Write values
for i in range(100):
    write_i64(mm.memory, array_ptr + i * 8, i * i)

# Read values
for i in range(10):
    value = read_i64(mm.memory, array_ptr + i * 8)
    print(f"array[{i}] = {value}")
value  # 81

# Free memory
mm.free(array_ptr, 100 * 8)

# Check usage
used, total = mm.get_usage()
print(f"Memory: {used}/{total} bytes")  # Memory: 0/1048576 bytes
