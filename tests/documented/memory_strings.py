from pyexec.memory import MemoryManager
mm = MemoryManager()

ptr = mm.alloc_string("Hello, World!")
s = mm.read_string(ptr)  # 'Hello, World!'
mm.decref(ptr)

ptr = mm.alloc_string("test")
assert mm.read_string(ptr) == "test"

hello = mm.alloc_string("Hello")
mm.incref(hello)
# Refcount, type, flags, size; the length; the characters and a null
bytes(mm.memory[hello - 8 : hello + 10])  # b'\x01\x00\x00\x00\x02\x00\n\x00\x05\x00\x00\x00Hello\x00'
mm.decref(hello)
mm.decref(ptr)
mm.get_usage()  # (0, 1048576)
