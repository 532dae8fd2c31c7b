from pyexec.memory import MemoryManager
mm = MemoryManager(size=1024 * 1024)
ptr = mm.alloc(100 * 1024)

used, total = mm.get_usage()
print(f"Memory: {used}/{total} bytes ({100*used/total:.1f}%)")  # Memory: 102408/1048576 bytes (9.8%)

mm.reset() # Clear all allocations
mm.get_usage()  # (0, 1048576)
mm.incref(ptr)  # raises ValueError
