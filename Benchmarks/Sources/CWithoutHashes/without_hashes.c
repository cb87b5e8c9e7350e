#include "without_hashes.h"

#include <stdatomic.h>
#include <stddef.h>

// As multi_buffer.h of the package declares them; the state and the messages are only handed on.
bool __real_multi_buffer_sha256(void *state, const uint8_t *base, const void *messages, size_t count, uint64_t *words);
bool __real_multi_buffer_nodes(void *state, const uint64_t *pairs, size_t count, uint64_t *words);
bool __wrap_multi_buffer_sha256(void *state, const uint8_t *base, const void *messages, size_t count, uint64_t *words);
bool __wrap_multi_buffer_nodes(void *state, const uint64_t *pairs, size_t count, uint64_t *words);

static atomic_bool left_out;
static atomic_uint_fast64_t number;

void leave_out_hashes(bool is_left_out) { atomic_store(&left_out, is_left_out); }

uint64_t hashes_left_out(void) { return atomic_load(&number); }

// Numbers that differ, spread over the words.
static void write_numbers(uint64_t *words, size_t count) {
  uint64_t first = atomic_fetch_add(&number, count);
  for (size_t word = 0; word < 4 * count; word++) words[word] = (first + word / 4 + 1) * 0x9e3779b97f4a7c15ULL + word % 4;
}

bool __wrap_multi_buffer_sha256(void *state, const uint8_t *base, const void *messages, size_t count, uint64_t *words) {
  if (!atomic_load(&left_out)) return __real_multi_buffer_sha256(state, base, messages, count, words);
  write_numbers(words, count);
  return true;
}

bool __wrap_multi_buffer_nodes(void *state, const uint64_t *pairs, size_t count, uint64_t *words) {
  if (!atomic_load(&left_out)) return __real_multi_buffer_nodes(state, pairs, count, words);
  write_numbers(words, count);
  return true;
}
