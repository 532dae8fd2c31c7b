from pyexec.memory import MemoryManager
mm = MemoryManager()

ptr = mm.alloc(64)
mm.refcount(ptr)  # 0
mm.incref(ptr) # Refcount: 0 → 1
mm.refcount(ptr)  # 1
mm.decref(ptr) # Refcount: 1 → 0 (freed)
mm.refcount(ptr)  # raises ValueError

ptr = mm.alloc_string("test")
mm.incref(ptr) # Refcount: 1
mm.refcount(ptr)  # 1
mm.decref(ptr) # Refcount: 0, memory freed
mm.read_string(ptr)  # raises ValueError
