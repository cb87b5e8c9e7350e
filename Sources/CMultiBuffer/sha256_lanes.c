#include "multi_buffer.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#define LANES_TARGET __attribute__((target("avx512f,avx512bw")))

enum { LANES = 16, BLOCK = 64 };

// FIPS 180-4, section 4.2.2.
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

// FIPS 180-4, section 5.3.3.
static const uint32_t initial[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

// Words of sixteen messages: one message a lane.
typedef struct {
  __m512i word[8];
} lane_states;

// Truth tables of three inputs: exclusive or, choice, majority.
#define XOR3(x, y, z) _mm512_ternarylogic_epi32(x, y, z, 0x96)
#define CHOICE(x, y, z) _mm512_ternarylogic_epi32(x, y, z, 0xCA)
#define MAJORITY(x, y, z) _mm512_ternarylogic_epi32(x, y, z, 0xE8)
#define ADD _mm512_add_epi32
#define ROTATE _mm512_ror_epi32
#define SHIFT _mm512_srli_epi32

// Turns sixteen rows of sixteen words into columns, in place.
LANES_TARGET static inline __attribute__((always_inline)) void transpose(__m512i w[16]) {
  __m512i t[16];
  for (int i = 0; i < 16; i += 2) {
    t[i] = _mm512_unpacklo_epi32(w[i], w[i + 1]);
    t[i + 1] = _mm512_unpackhi_epi32(w[i], w[i + 1]);
  }
  for (int i = 0; i < 16; i += 4) {
    w[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
    w[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
    w[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
    w[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
  }
  for (int i = 0; i < 4; i++) {
    t[i] = _mm512_shuffle_i32x4(w[i], w[i + 4], 0x88);
    t[i + 4] = _mm512_shuffle_i32x4(w[i], w[i + 4], 0xDD);
    t[i + 8] = _mm512_shuffle_i32x4(w[i + 8], w[i + 12], 0x88);
    t[i + 12] = _mm512_shuffle_i32x4(w[i + 8], w[i + 12], 0xDD);
  }
  for (int i = 0; i < 4; i++) {
    w[i] = _mm512_shuffle_i32x4(t[i], t[i + 8], 0x88);
    w[i + 4] = _mm512_shuffle_i32x4(t[i + 4], t[i + 12], 0x88);
    w[i + 8] = _mm512_shuffle_i32x4(t[i], t[i + 8], 0xDD);
    w[i + 12] = _mm512_shuffle_i32x4(t[i + 4], t[i + 12], 0xDD);
  }
}

// One round; the caller renames the eight words instead of moving them.
#define ROUND(a, b, c, d, e, f, g, h, w, k)                                                     \
  do {                                                                                          \
    __m512i sum1 = XOR3(ROTATE(e, 6), ROTATE(e, 11), ROTATE(e, 25));                            \
    __m512i one = ADD(ADD(ADD(h, sum1), ADD(CHOICE(e, f, g), w)), _mm512_set1_epi32((int)(k))); \
    __m512i sum0 = XOR3(ROTATE(a, 2), ROTATE(a, 13), ROTATE(a, 22));                            \
    d = ADD(d, one);                                                                            \
    h = ADD(ADD(one, sum0), MAJORITY(a, b, c));                                                 \
  } while (0)

// Eight rounds from `t` on, with words `i` and on of the schedule.
#define ROUNDS(t, i)                                                \
  ROUND(a, b, c, d, e, f, g, h, w[i], constants[(t)]);              \
  ROUND(h, a, b, c, d, e, f, g, w[(i) + 1], constants[(t) + 1]);    \
  ROUND(g, h, a, b, c, d, e, f, w[(i) + 2], constants[(t) + 2]);    \
  ROUND(f, g, h, a, b, c, d, e, w[(i) + 3], constants[(t) + 3]);    \
  ROUND(e, f, g, h, a, b, c, d, w[(i) + 4], constants[(t) + 4]);    \
  ROUND(d, e, f, g, h, a, b, c, w[(i) + 5], constants[(t) + 5]);    \
  ROUND(c, d, e, f, g, h, a, b, w[(i) + 6], constants[(t) + 6]);    \
  ROUND(b, c, d, e, f, g, h, a, w[(i) + 7], constants[(t) + 7])

// Hashes the next `blocks` blocks of every lane, and moves the lanes' messages on.
LANES_TARGET static void compress(
    lane_states *states, const uint8_t *messages[LANES], size_t blocks) {
  const __m512i swap = _mm512_broadcast_i32x4(
      _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
  for (; blocks > 0; blocks--) {
    __m512i w[16];
    for (int lane = 0; lane < LANES; lane++) {
      w[lane] = _mm512_shuffle_epi8(_mm512_loadu_si512(messages[lane]), swap);
      messages[lane] += BLOCK;
    }
    transpose(w);
    __m512i a = states->word[0], b = states->word[1], c = states->word[2], d = states->word[3];
    __m512i e = states->word[4], f = states->word[5], g = states->word[6], h = states->word[7];
    ROUNDS(0, 0);
    ROUNDS(8, 8);
    for (int t = 16; t < 64; t += 16) {
#pragma clang loop unroll(full)
      for (int i = 0; i < 16; i++) {
        __m512i early = w[(i + 1) & 15], late = w[(i + 14) & 15];
        __m512i sigma0 = XOR3(ROTATE(early, 7), ROTATE(early, 18), SHIFT(early, 3));
        __m512i sigma1 = XOR3(ROTATE(late, 17), ROTATE(late, 19), SHIFT(late, 10));
        w[i] = ADD(ADD(w[i], sigma0), ADD(w[(i + 9) & 15], sigma1));
      }
      ROUNDS(t, 0);
      ROUNDS(t + 8, 8);
    }
    states->word[0] = ADD(states->word[0], a);
    states->word[1] = ADD(states->word[1], b);
    states->word[2] = ADD(states->word[2], c);
    states->word[3] = ADD(states->word[3], d);
    states->word[4] = ADD(states->word[4], e);
    states->word[5] = ADD(states->word[5], f);
    states->word[6] = ADD(states->word[6], g);
    states->word[7] = ADD(states->word[7], h);
  }
}

// What the lanes are at: the message of each, what is left of its body, and its padded end.
typedef struct {
  lane_states states;
  const uint8_t *next[LANES];
  // Blocks until the body or the end is done; zero for a lane without a message.
  size_t left[LANES];
  size_t end_blocks[LANES];
  size_t message[LANES];
  uint8_t ends[LANES][2 * BLOCK];
} lane_work;

// Puts a message into a lane.
static void begin(
    lane_work *work, int lane, const uint8_t *bytes, size_t length, size_t message) {
  for (int i = 0; i < 8; i++) ((uint32_t *)&work->states.word[i])[lane] = initial[i];
  size_t rest = length % BLOCK;
  uint8_t *end = work->ends[lane];
  work->end_blocks[lane] = rest < BLOCK - 8 ? 1 : 2;
  size_t padded = work->end_blocks[lane] * BLOCK;
  memset(end, 0, 2 * BLOCK);
  memcpy(end, bytes + (length - rest), rest);
  end[rest] = 0x80;
  uint64_t bits = __builtin_bswap64((uint64_t)length * 8);
  memcpy(end + padded - 8, &bits, 8);
  work->next[lane] = bytes;
  work->left[lane] = length / BLOCK;
  work->message[lane] = message;
  if (work->left[lane] == 0) {
    work->next[lane] = end;
    work->left[lane] = work->end_blocks[lane];
    work->end_blocks[lane] = 0;
  }
}

// Writes the digest of a lane whose message is done.
static void put(const lane_work *work, int lane, uint64_t *words) {
  for (int i = 0; i < 4; i++) {
    uint64_t high = ((const uint32_t *)&work->states.word[2 * i])[lane];
    uint64_t low = ((const uint32_t *)&work->states.word[2 * i + 1])[lane];
    words[4 * work->message[lane] + (size_t)i] = high << 32 | low;
  }
}

// Blocks that every lane can go on for; an idle one has the two of its end.
static size_t shortest(const lane_work *work) {
  size_t least = SIZE_MAX;
  for (int lane = 0; lane < LANES; lane++) {
    size_t left = work->left[lane] > 0 ? work->left[lane] : 2;
    if (left < least) least = left;
  }
  return least;
}

// Messages that wait for a lane.
typedef struct {
  uint8_t *base;
  const struct multi_buffer_message *messages;
  const struct multi_buffer_link *links;
  const uint32_t *order;
  uint64_t *words;
  uint8_t *is_done;
  size_t taken, count;
} lane_queue;

// Puts the next message into a lane, unless it names the digest of one that is not done yet.
LANES_TARGET static void take(lane_queue *queue, lane_work *work, int lane) {
  if (queue->taken == queue->count) return;
  size_t message = queue->taken;
  if (queue->links != NULL) {
    message = queue->order[queue->taken];
    const struct multi_buffer_link *link = &queue->links[message];
    if (link->previous >= 0) {
      if (!queue->is_done[link->previous]) return;
      for (size_t word = 0; word < 4; word++) {
        uint64_t bytes = __builtin_bswap64(queue->words[4 * (size_t)link->previous + word]);
        memcpy(queue->base + link->offset + 8 * word, &bytes, 8);
      }
    }
  }
  queue->taken++;
  begin(
      work, lane, queue->base + queue->messages[message].start, queue->messages[message].length, message);
}

// Hashes the messages of a queue, and returns how many: all of them, unless they wait for each other.
LANES_TARGET static size_t run(lane_queue *queue) {
  lane_work work;
  memset(&work, 0, sizeof work);
  for (int lane = 0; lane < LANES; lane++) {
    work.next[lane] = work.ends[lane];
    take(queue, &work, lane);
  }
  size_t done = 0;
  while (done < queue->taken) {
    size_t blocks = shortest(&work);
    compress(&work.states, work.next, blocks);
    for (int lane = 0; lane < LANES; lane++) {
      if (work.left[lane] == 0) {
        // A lane without a message reads its own end again and again.
        work.next[lane] = work.ends[lane];
        continue;
      }
      work.left[lane] -= blocks;
      if (work.left[lane] > 0) continue;
      work.next[lane] = work.ends[lane];
      if (work.end_blocks[lane] > 0) {
        work.left[lane] = work.end_blocks[lane];
        work.end_blocks[lane] = 0;
        continue;
      }
      put(&work, lane, queue->words);
      if (queue->is_done != NULL) queue->is_done[work.message[lane]] = 1;
      done++;
    }
    for (int lane = 0; lane < LANES; lane++) {
      if (work.left[lane] == 0) take(queue, &work, lane);
    }
  }
  return done;
}

void sha256_lanes(
    const uint8_t *base, const struct multi_buffer_message *messages, size_t count, uint64_t *words) {
  // Without links nothing is written to the messages.
  lane_queue queue = {.base = (uint8_t *)base, .messages = messages, .words = words, .count = count};
  run(&queue);
}

size_t sha256_lanes_linked(
    uint8_t *base, const struct multi_buffer_message *messages, const struct multi_buffer_link *links,
    const uint32_t *order, size_t count, uint64_t *words, uint8_t *is_done) {
  lane_queue queue = {
      .base = base, .messages = messages, .links = links, .order = order, .words = words, .is_done = is_done,
      .count = count};
  return run(&queue);
}

void sha256_lanes_nodes(const uint64_t *pairs, size_t count, uint64_t *words) {
  // 0x01, two digests and the padding take two blocks; only the digests change.
  uint8_t nodes[LANES][2 * BLOCK];
  memset(nodes, 0, sizeof nodes);
  for (int lane = 0; lane < LANES; lane++) {
    nodes[lane][0] = 1;
    nodes[lane][65] = 0x80;
    nodes[lane][126] = 65 * 8 >> 8;
    nodes[lane][127] = 65 * 8 & 0xFF;
  }
  for (size_t first = 0; first < count; first += LANES) {
    size_t some = count - first < LANES ? count - first : LANES;
    const uint8_t *next[LANES];
    for (size_t lane = 0; lane < LANES; lane++) {
      next[lane] = nodes[lane];
      for (size_t word = 0; lane < some && word < 8; word++) {
        uint64_t bytes = __builtin_bswap64(pairs[(first + lane) * 8 + word]);
        memcpy(nodes[lane] + 1 + 8 * word, &bytes, 8);
      }
    }
    lane_work work;
    for (int i = 0; i < 8; i++) {
      for (int lane = 0; lane < LANES; lane++) ((uint32_t *)&work.states.word[i])[lane] = initial[i];
    }
    compress(&work.states, next, 2);
    for (size_t lane = 0; lane < some; lane++) {
      work.message[lane] = first + lane;
      put(&work, (int)lane, words);
    }
  }
}

bool sha256_lanes_available(void) {
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw")) return false;
  // SHA-256 of "abc" (FIPS 180-4), in more messages than there are lanes.
  struct multi_buffer_message messages[LANES + 1];
  uint64_t words[4 * (LANES + 1)];
  for (size_t index = 0; index <= LANES; index++) messages[index] = (struct multi_buffer_message){0, 3};
  sha256_lanes((const uint8_t *)"abc", messages, LANES + 1, words);
  for (size_t index = 0; index <= LANES; index++) {
    if (words[4 * index] != 0xba7816bf8f01cfeaULL || words[4 * index + 1] != 0x414140de5dae2223ULL ||
        words[4 * index + 2] != 0xb00361a396177a9cULL || words[4 * index + 3] != 0xb410ff61f20015adULL) {
      return false;
    }
  }
  return true;
}

#else

void sha256_lanes(
    const uint8_t *base, const struct multi_buffer_message *messages, size_t count, uint64_t *words) {
  (void)base, (void)messages, (void)count, (void)words;
}

size_t sha256_lanes_linked(
    uint8_t *base, const struct multi_buffer_message *messages, const struct multi_buffer_link *links,
    const uint32_t *order, size_t count, uint64_t *words, uint8_t *is_done) {
  (void)base, (void)messages, (void)links, (void)order, (void)count, (void)words, (void)is_done;
  return 0;
}

void sha256_lanes_nodes(const uint64_t *pairs, size_t count, uint64_t *words) {
  (void)pairs, (void)count, (void)words;
}

bool sha256_lanes_available(void) { return false; }

#endif
