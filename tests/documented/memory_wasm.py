from pyexec.wasm_memory import WasmMemoryManager
wmm = WasmMemoryManager(initial_pages=256) # 16 MB
wmm.memory.nbytes == 16 * 1024 * 1024  # True

from pyexec.wasm_memory import HEAP_START, PAGE_SIZE, MAX_MEMORY
HEAP_START  # 65536
PAGE_SIZE == 64 * 1024  # True
MAX_MEMORY == 10 * 1024**3  # True

success = wmm.grow_memory(128) # Add 8 MB
if not success:
    print("Failed to grow memory")
success  # True
wmm.memory.nbytes == 24 * 1024 * 1024  # True

success = wmm.grow_memory(10 * 1024**3 // PAGE_SIZE)
success  # False
