// Reads what an inclusion proof reads, from the log's own file, with raw LMDB and no hashing:
//   lmdb_get FILE SIZE PROOFS
// For a random leaf of a tree of SIZE leaves: the 256 leaf hashes beside it (events by position, one cursor), and for each
// level above the up to 256 nodes beside its way (nodes by last position and level), one get each.
// Prints: p50 and p99 of one proof's reads in microseconds.
#include <lmdb.h>
#include <stdint.h>
#include <string.h>
#include "measure.h"

static void check(int code, const char *what) {
  if (code == 0) return;
  fprintf(stderr, "lmdb_get: %s: %s\n", what, mdb_strerror(code));
  exit(1);
}

static void big_endian(uint8_t *out, uint64_t value) {
  for (int i = 0; i < 8; i++) out[i] = (uint8_t)(value >> (56 - 8 * i));
}

int main(int argc, char **argv) {
  if (argc != 4) return 1;
  uint64_t size = strtoull(argv[2], NULL, 10);
  size_t proofs = (size_t)atol(argv[3]);
  MDB_env *env;
  check(mdb_env_create(&env), "create");
  check(mdb_env_set_mapsize(env, (size_t)64 << 30), "mapsize");
  check(mdb_env_set_maxdbs(env, 16), "maxdbs");
  check(mdb_env_open(env, argv[1], MDB_NOSUBDIR | MDB_RDONLY | MDB_NOLOCK | MDB_NORDAHEAD, 0), "open");
  MDB_txn *txn;
  MDB_dbi events, nodes;
  check(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn), "begin");
  check(mdb_dbi_open(txn, "events", 0, &events), "events");
  check(mdb_dbi_open(txn, "nodes", 0, &nodes), "nodes");
  double *samples = malloc(sizeof(double) * proofs);
  uint64_t random = 88172645463325252ull, found = 0;
  volatile uint8_t sink = 0;
  for (size_t proof = 0; proof < proofs; proof++) {
    random ^= random << 13, random ^= random >> 7, random ^= random << 17;
    uint64_t leaf = random % size;
    double before = now();
    uint8_t key[9];
    MDB_cursor *cursor;
    check(mdb_cursor_open(txn, events, &cursor), "cursor");
    big_endian(key, leaf / 256 * 256 + 1);
    MDB_val k = {8, key}, v;
    int code = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE);
    for (int i = 0; i < 256 && code == 0; i++) {
      sink ^= ((uint8_t *)v.mv_data)[2];
      found++;
      code = mdb_cursor_get(cursor, &k, &v, MDB_NEXT);
    }
    mdb_cursor_close(cursor);
    for (unsigned level = 1; level < 8 && (size >> (8 * level)) > 0; level++) {
      uint64_t first = leaf >> (8 * level) & ~(uint64_t)255, count = size >> (8 * level);
      for (uint64_t node = first; node < first + 256 && node < count; node++) {
        big_endian(key, (node + 1) << (8 * level));
        key[8] = (uint8_t)level;
        MDB_val nk = {9, key};
        if (mdb_get(txn, nodes, &nk, &v) == 0) {
          sink ^= ((uint8_t *)v.mv_data)[0];
          found++;
        }
      }
    }
    samples[proof] = now() - before;
  }
  (void)sink;
  double p50 = percentile(samples, proofs, 0.5), p99 = percentile(samples, proofs, 0.99);
  printf("%.2f %.2f %.1f\n", p50, p99, (double)found / (double)proofs);
  mdb_txn_abort(txn);
  mdb_env_close(env);
  return 0;
}
