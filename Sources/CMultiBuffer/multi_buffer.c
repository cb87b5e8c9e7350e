#include "multi_buffer.h"

#if defined(__x86_64__) && __has_include(<intel-ipsec-mb.h>)

#include <intel-ipsec-mb.h>
#include <stdlib.h>
#include <string.h>

enum { NODE_BYTES = 65, NODES_AT_ONCE = 256 };

struct multi_buffer {
  IMB_MGR *manager;
  uint8_t nodes[NODES_AT_ONCE * NODE_BYTES];
};

// What every job has in common stands in its slot from the beginning; a job adds where its message lies and how it is hashed.
static void prepare(IMB_MGR *manager) {
  for (int slot = 0; slot < IMB_MAX_JOBS; slot++) {
    IMB_JOB *job = &manager->jobs[slot];
    memset(job, 0, sizeof *job);
    job->cipher_mode = IMB_CIPHER_NULL;
    job->chain_order = IMB_ORDER_HASH_CIPHER;
    job->cipher_direction = IMB_DIR_ENCRYPT;
    job->auth_tag_output_len_in_bytes = 32;
  }
}

static bool collect(IMB_MGR *manager, const IMB_JOB *job, size_t *done) {
  while (job != NULL) {
    if (job->status != IMB_STATUS_COMPLETED) return false;
    (*done)++;
    job = IMB_GET_COMPLETED_JOB(manager);
  }
  return true;
}

static bool submit(
    IMB_MGR *manager, const uint8_t *message, uint64_t length, uint64_t *words, size_t *done) {
  IMB_JOB *job = IMB_GET_NEXT_JOB(manager);
  job->hash_alg = IMB_AUTH_SHA_256;
  job->src = message;
  job->msg_len_to_hash_in_bytes = length;
  job->auth_tag_output = (uint8_t *)words;
  return collect(manager, IMB_SUBMIT_JOB_NOCHECK(manager), done);
}

static bool finish(IMB_MGR *manager, uint64_t *words, size_t count, size_t done) {
  const IMB_JOB *job;
  while ((job = IMB_FLUSH_JOB(manager)) != NULL) {
    if (!collect(manager, job, &done)) return false;
  }
  for (size_t word = 0; word < 4 * count; word++) words[word] = __builtin_bswap64(words[word]);
  return done == count;
}

bool multi_buffer_sha256(
    struct multi_buffer *state, const uint8_t *base, const struct multi_buffer_message *messages, size_t count,
    uint64_t *words) {
  size_t done = 0;
  for (size_t index = 0; index < count; index++) {
    const uint8_t *message = base + messages[index].start;
    if (!submit(state->manager, message, messages[index].length, words + 4 * index, &done)) return false;
  }
  return finish(state->manager, words, count, done);
}

bool multi_buffer_hmac(
    struct multi_buffer *state, const uint8_t *pads, const uint8_t *base, const struct multi_buffer_message *messages,
    size_t count, uint64_t *words) {
  IMB_MGR *manager = state->manager;
  _Alignas(64) uint8_t inner[32];
  _Alignas(64) uint8_t outer[32];
  IMB_SHA256_ONE_BLOCK(manager, pads, inner);
  IMB_SHA256_ONE_BLOCK(manager, pads + 64, outer);
  size_t done = 0;
  for (size_t index = 0; index < count; index++) {
    IMB_JOB *job = IMB_GET_NEXT_JOB(manager);
    job->hash_alg = IMB_AUTH_HMAC_SHA_256;
    job->u.HMAC._hashed_auth_key_xor_ipad = inner;
    job->u.HMAC._hashed_auth_key_xor_opad = outer;
    job->src = base + messages[index].start;
    job->msg_len_to_hash_in_bytes = messages[index].length;
    job->auth_tag_output = (uint8_t *)(words + 4 * index);
    if (!collect(manager, IMB_SUBMIT_JOB_NOCHECK(manager), &done)) return false;
  }
  return finish(manager, words, count, done);
}

bool multi_buffer_nodes(struct multi_buffer *state, const uint64_t *pairs, size_t count, uint64_t *words) {
  for (size_t first = 0; first < count; first += NODES_AT_ONCE) {
    size_t some = count - first < NODES_AT_ONCE ? count - first : NODES_AT_ONCE;
    for (size_t index = 0; index < some; index++) {
      uint8_t *node = state->nodes + index * NODE_BYTES;
      node[0] = 1;
      for (size_t word = 0; word < 8; word++) {
        uint64_t bytes = __builtin_bswap64(pairs[(first + index) * 8 + word]);
        memcpy(node + 1 + 8 * word, &bytes, 8);
      }
    }
    size_t done = 0;
    for (size_t index = 0; index < some; index++) {
      const uint8_t *node = state->nodes + index * NODE_BYTES;
      if (!submit(state->manager, node, NODE_BYTES, words + 4 * (first + index), &done)) return false;
    }
    if (!finish(state->manager, words + 4 * first, some, done)) return false;
  }
  return true;
}

bool multi_buffer_seal(
    struct multi_buffer *state, const uint8_t *key, const uint8_t *nonce, const uint8_t *bound, size_t bound_length,
    const uint8_t *plain, size_t length, uint8_t *sealed) {
  _Alignas(64) struct gcm_key_data expanded;
  _Alignas(64) struct gcm_context_data context;
  IMB_AES256_GCM_PRE(state->manager, key, &expanded);
  IMB_AES256_GCM_ENC(
      state->manager, &expanded, &context, sealed, plain, length, nonce, bound, bound_length, sealed + length, 16);
  memset(&expanded, 0, sizeof expanded);
  __asm__ volatile("" : : "r"(&expanded) : "memory");
  return true;
}

bool multi_buffer_open(
    struct multi_buffer *state, const uint8_t *key, const uint8_t *nonce, const uint8_t *bound, size_t bound_length,
    const uint8_t *sealed, size_t length, uint8_t *plain) {
  _Alignas(64) struct gcm_key_data expanded;
  _Alignas(64) struct gcm_context_data context;
  uint8_t tag[16];
  IMB_AES256_GCM_PRE(state->manager, key, &expanded);
  IMB_AES256_GCM_DEC(
      state->manager, &expanded, &context, plain, sealed, length, nonce, bound, bound_length, tag, sizeof tag);
  memset(&expanded, 0, sizeof expanded);
  __asm__ volatile("" : : "r"(&expanded) : "memory");
  uint8_t difference = 0;
  for (size_t index = 0; index < sizeof tag; index++) difference |= tag[index] ^ sealed[length + index];
  if (difference != 0) memset(plain, 0, length);
  return difference == 0;
}

static bool passes_hmac(struct multi_buffer *state) {
  static const char key[] = "Jefe";
  static const char text[] = "what do ya want for nothing?";
  uint8_t pads[128];
  for (size_t index = 0; index < 64; index++) {
    uint8_t byte = index < 4 ? (uint8_t)key[index] : 0;
    pads[index] = byte ^ 0x36;
    pads[64 + index] = byte ^ 0x5c;
  }
  struct multi_buffer_message messages[33];
  uint64_t words[33 * 4];
  for (size_t index = 0; index < 33; index++) messages[index] = (struct multi_buffer_message){0, sizeof text - 1};
  if (!multi_buffer_hmac(state, pads, (const uint8_t *)text, messages, 33, words)) return false;
  for (size_t index = 0; index < 33; index++) {
    if (words[4 * index] != 0x5bdcc146bf60754eULL || words[4 * index + 1] != 0x6a042426089575c7ULL ||
        words[4 * index + 2] != 0x5a003f089d273983ULL || words[4 * index + 3] != 0x9dec58b964ec3843ULL) {
      return false;
    }
  }
  return true;
}

// Known answers: SHA-256 of "abc" (FIPS 180-4), one after the other in more lanes than there are, HMAC-SHA-256 by test case 2
// of RFC 4231, and test case 14 of the GCM specification.
static bool passes(struct multi_buffer *state) {
  struct multi_buffer_message messages[33];
  uint64_t words[33 * 4];
  for (size_t index = 0; index < 33; index++) messages[index] = (struct multi_buffer_message){0, 3};
  if (!multi_buffer_sha256(state, (const uint8_t *)"abc", messages, 33, words)) return false;
  for (size_t index = 0; index < 33; index++) {
    if (words[4 * index] != 0xba7816bf8f01cfeaULL || words[4 * index + 1] != 0x414140de5dae2223ULL ||
        words[4 * index + 2] != 0xb00361a396177a9cULL || words[4 * index + 3] != 0xb410ff61f20015adULL) {
      return false;
    }
  }
  if (!passes_hmac(state)) return false;
  static const uint8_t zeros[32];
  static const uint8_t expected[32] = {0xce, 0xa7, 0x40, 0x3d, 0x4d, 0x60, 0x6b, 0x6e, 0x07, 0x4e, 0xc5,
                                       0xd3, 0xba, 0xf3, 0x9d, 0x18, 0xd0, 0xd1, 0xc8, 0xa7, 0x99, 0x99,
                                       0x6b, 0xf0, 0x26, 0x5b, 0x98, 0xb5, 0xd4, 0x8a, 0xb9, 0x19};
  uint8_t sealed[32];
  uint8_t plain[16];
  if (!multi_buffer_seal(state, zeros, zeros, zeros, 0, zeros, 16, sealed) ||
      memcmp(sealed, expected, sizeof expected) != 0 ||
      !multi_buffer_open(state, zeros, zeros, zeros, 0, sealed, 16, plain) || memcmp(plain, zeros, sizeof plain) != 0) {
    return false;
  }
  sealed[31] ^= 1;
  return !multi_buffer_open(state, zeros, zeros, zeros, 0, sealed, 16, plain);
}

struct multi_buffer *multi_buffer_create(void) {
  struct multi_buffer *state = calloc(1, sizeof *state);
  if (state == NULL) return NULL;
  state->manager = alloc_mb_mgr(0);
  if (state->manager == NULL) {
    free(state);
    return NULL;
  }
  init_mb_mgr_auto(state->manager, NULL);
  prepare(state->manager);
  if (imb_get_errno(state->manager) != 0 || !passes(state)) {
    free_mb_mgr(state->manager);
    free(state);
    return NULL;
  }
  return state;
}

#else

struct multi_buffer *multi_buffer_create(void) { return NULL; }

bool multi_buffer_sha256(
    struct multi_buffer *state, const uint8_t *base, const struct multi_buffer_message *messages, size_t count,
    uint64_t *words) {
  (void)state, (void)base, (void)messages, (void)count, (void)words;
  return false;
}

bool multi_buffer_hmac(
    struct multi_buffer *state, const uint8_t *pads, const uint8_t *base, const struct multi_buffer_message *messages,
    size_t count, uint64_t *words) {
  (void)state, (void)pads, (void)base, (void)messages, (void)count, (void)words;
  return false;
}

bool multi_buffer_nodes(struct multi_buffer *state, const uint64_t *pairs, size_t count, uint64_t *words) {
  (void)state, (void)pairs, (void)count, (void)words;
  return false;
}

bool multi_buffer_seal(
    struct multi_buffer *state, const uint8_t *key, const uint8_t *nonce, const uint8_t *bound, size_t bound_length,
    const uint8_t *plain, size_t length, uint8_t *sealed) {
  (void)state, (void)key, (void)nonce, (void)bound, (void)bound_length, (void)plain, (void)length, (void)sealed;
  return false;
}

bool multi_buffer_open(
    struct multi_buffer *state, const uint8_t *key, const uint8_t *nonce, const uint8_t *bound, size_t bound_length,
    const uint8_t *sealed, size_t length, uint8_t *plain) {
  (void)state, (void)key, (void)nonce, (void)bound, (void)bound_length, (void)sealed, (void)length, (void)plain;
  return false;
}

#endif
