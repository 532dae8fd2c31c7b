from pyexec.memory import MemoryManager
mm = MemoryManager(size=10 * 1024 * 1024) # 10 MB

ptr = mm.alloc(64) # Allocate 64 bytes
if ptr == 0:
    print("Out of memory!")
mm.block_size(ptr)  # 64
mm.get_usage()  # (72, 10485760)
mm.alloc(20 * 1024 * 1024)  # 0
mm.free(ptr, 64)  # None

ptr = mm.alloc(128)
# ... use memory ...
mm.free(ptr, 128)
mm.get_usage()  # (0, 10485760)
mm.free(ptr, 128)  # raises ValueError
