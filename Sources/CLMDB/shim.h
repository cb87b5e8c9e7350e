#include <lmdb.h>
#include <stddef.h>
#include <stdint.h>

// Asks the processor for the entry after the next one, as long as this one, of a table that was appended to: such entries lie in
// a page from its end to its beginning, and go on at the end of the next page. It is a hint: no address is wrong.
static inline void prefetch_after_next(const void *entry, size_t bytes) {
  enum { PAGE = 4096, LINE = 64 };
  uintptr_t end = (uintptr_t)entry;
  uintptr_t room = end % PAGE;
  if (room < 2 * bytes) end += 2 * PAGE - room + (room < bytes ? 0 : bytes);
  for (size_t back = bytes; back < 2 * bytes + LINE; back += LINE) __builtin_prefetch((const void *)(end - back));
}
