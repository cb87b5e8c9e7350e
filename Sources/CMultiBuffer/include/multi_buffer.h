// SHA-256, HMAC-SHA-256 and AES-256-GCM by Intel's multi-buffer library (Debian: libipsec-mb-dev), behind six functions.
//
// Sixteen messages are hashed side by side where the processor has AVX-512, eight with AVX2. Where the library was not there
// when this was compiled, or does not pass its test, multi_buffer_create returns NULL and callers use swift-crypto.
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

/// Makes a state, which lives as long as the process, and tests it against known answers; NULL when there is none to be had.
struct multi_buffer *_Nullable multi_buffer_create(void);

/// Writes the SHA-256 of each message as four words of the machine, the first eight bytes of the digest in the first.
///
/// `words` has room for 4 × count words. Returns false when the library refused; nothing in `words` counts then.
bool multi_buffer_sha256(
    struct multi_buffer *state, const uint8_t *base, const struct multi_buffer_message *messages, size_t count,
    uint64_t *words);

/// Writes the HMAC-SHA-256 of each message as ``multi_buffer_sha256`` does.
///
/// `pads` has 128 bytes: the key, filled up with zeros to a block, each byte XOR 0x36, and the same XOR 0x5c.
bool multi_buffer_hmac(
    struct multi_buffer *state, const uint8_t *pads, const uint8_t *base, const struct multi_buffer_message *messages,
    size_t count, uint64_t *words);

/// Writes SHA-256(0x01 ‖ left ‖ right) of each pair of digests; digests are four words each, as above.
///
/// `pairs` has 8 × count words, `words` room for 4 × count, and may be the same memory.
bool multi_buffer_nodes(struct multi_buffer *state, const uint64_t *pairs, size_t count, uint64_t *words);

/// Seals `length` bytes with AES-256-GCM: `sealed` gets them encrypted, then the tag of 16 bytes.
bool multi_buffer_seal(
    struct multi_buffer *state, const uint8_t *key, const uint8_t *nonce, const uint8_t *bound, size_t bound_length,
    const uint8_t *plain, size_t length, uint8_t *sealed);

/// Opens what ``multi_buffer_seal`` sealed: `plain` gets `length` bytes. Returns false, and zeros in `plain`, when the tag is
/// not the one that key, nonce and bytes give.
bool multi_buffer_open(
    struct multi_buffer *state, const uint8_t *key, const uint8_t *nonce, const uint8_t *bound, size_t bound_length,
    const uint8_t *sealed, size_t length, uint8_t *plain);

#pragma clang assume_nonnull end

#endif
