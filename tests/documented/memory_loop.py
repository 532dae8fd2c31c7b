from pyexec.memory import MemoryManager
mm = MemoryManager(size=100 * 1024 * 1024)
for i in range(100_000):
    ptr = mm.alloc(64)
    mm.free(ptr, 64)
mm.get_usage()  # (0, 104857600)
