from pyexec.memory import MemoryManager
mm = MemoryManager()
ptr = mm.alloc(64)

from pyexec.memory import write_i32
write_i32(mm.memory, ptr, 42)
from pyexec.memory import read_i32
value = read_i32(mm.memory, ptr)  # 42

from pyexec.memory import read_i64, write_i64, read_f32, write_f32, read_f64, write_f64
write_i64(mm.memory, ptr + 8, -(2**63))
read_i64(mm.memory, ptr + 8)  # -9223372036854775808
write_f32(mm.memory, ptr + 16, 0.1)
read_f32(mm.memory, ptr + 16)  # 0.10000000149011612
write_f64(mm.memory, ptr + 24, 0.1)
read_f64(mm.memory, ptr + 24)  # 0.1
