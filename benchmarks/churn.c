/* alloc + free of 64 bytes: a pair at a time, and within 256 live blocks.
 *
 * ALLOCATE and RELEASE are the functions of an allocator; -fno-builtin keeps the compiler
 * from leaving out a pair whose block nobody uses.
 */
#include <stddef.h>
#include <stdint.h>

void *ALLOCATE(size_t size);
void RELEASE(void *block);

void pairs(int64_t count) {
  for (int64_t i = 0; i < count; i++)
    RELEASE(ALLOCATE(64));
}

void window(int64_t count) {
  static void *slots[256];
  for (int64_t i = 0; i < count; i++) {
    void **slot = &slots[(i * 167) & 255];
    if (*slot)
      RELEASE(*slot);
    *slot = ALLOCATE(64);
  }
}
