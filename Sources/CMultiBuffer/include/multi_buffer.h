// SHA-256 and AES-256-GCM by Intel's multi-buffer library (Debian: libipsec-mb-dev), behind four functions, and SHA-256 of
// sixteen messages side by side without it.
//
// Where the library was not there when this was compiled, or does not pass its test, multi_buffer_create returns NULL and
// callers use swift-crypto. Sixteen lanes take AVX-512 and neither library nor state (FIPS 180-4, docs/decisions/0028).
#ifndef ANJUAN_MULTI_BUFFER_H
#define ANJUAN_MULTI_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// One user's state; not to be used by two threads at a time.
struct multi_buffer;

/// Where a message lies.
struct multi_buffer_message {
  uint64_t start;
  uint64_t length;
};

/// Which digest a message names, and where.
struct multi_buffer_link {
  /// How many messages before it must be done.
  int32_t depth;
  /// The message whose digest it names; negative for none of them.
  int32_t previous;
  /// Where in the buffer the 32 bytes of that digest stand.
  uint64_t offset;
};

/// Makes a state, which lives as long as the process, and tests it against known answers; NULL when there is none to be had.
struct multi_buffer *_Nullable multi_buffer_create(void);

/// Writes the SHA-256 of each message as four words of the machine, the first eight bytes of the digest in the first.
///
/// `words` has room for 4 × count words. Returns false when the library refused; nothing in `words` counts then.
bool multi_buffer_sha256(
    struct multi_buffer *state, const uint8_t *base, const struct multi_buffer_message *messages, size_t count,
    uint64_t *words);

/// Writes SHA-256(0x01 ‖ left ‖ right) of each pair of digests; digests are four words each, as above.
///
/// `pairs` has 8 × count words, `words` room for 4 × count, and may be the same memory.
bool multi_buffer_nodes(struct multi_buffer *state, const uint64_t *pairs, size_t count, uint64_t *words);

/// Seals `length` bytes with AES-256-GCM: `sealed` gets them encrypted, then the tag of 16 bytes.
bool multi_buffer_seal(
    struct multi_buffer *state, const uint8_t *key, const uint8_t *nonce, const uint8_t *bound, size_t bound_length,
    const uint8_t *plain, size_t length, uint8_t *sealed);

/// Whether this processor can, and gives a known answer; the other functions are not to be called where it cannot.
bool sha256_lanes_available(void);

/// Writes the SHA-256 of each message as four words of the machine, the first eight bytes of the digest in the first.
///
/// `words` has room for 4 × count words.
void sha256_lanes(
    const uint8_t *base, const struct multi_buffer_message *messages, size_t count, uint64_t *words);

/// The same for messages that name each other's digests: each gets the one it names written into it before it is hashed.
///
/// `order` has every message after the one that it names; `is_done` has `count` bytes of zero. Returns how many were hashed: all
/// of them, unless the order is another.
size_t sha256_lanes_linked(
    uint8_t *base, const struct multi_buffer_message *messages, const struct multi_buffer_link *links,
    const uint32_t *order, size_t count, uint64_t *words, uint8_t *is_done);

/// Writes SHA-256(0x01 ‖ left ‖ right) of each pair of digests; digests are four words each, as above.
///
/// `pairs` has 8 × count words, `words` room for 4 × count, and may be the same memory.
void sha256_lanes_nodes(const uint64_t *pairs, size_t count, uint64_t *words);

#pragma clang assume_nonnull end

#endif
