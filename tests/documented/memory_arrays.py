from pyexec.memory import MemoryManager
mm = MemoryManager()

# Array of 10 int64s
ptr = mm.alloc_array(10, elem_size=8)

# Access elements
from pyexec.memory import write_i64, read_i64
write_i64(mm.memory, ptr + 8 + 0*8, 42)
value = read_i64(mm.memory, ptr + 8 + 0*8)  # 42

# [Length: 4B][Capacity: 4B][Elements...]
from pyexec.memory import read_i32
value = read_i32(mm.memory, ptr)  # 10
value = read_i32(mm.memory, ptr + 4)  # 10

from pyexec.memory import write_i32
write_i32(mm.memory, ptr + 8 + 9*8, 42)
value = read_i32(mm.memory, ptr + 8 + 9*8)  # 42
