// Puts what the log puts, into raw LMDB, with the same syncs and no hashing:
//   lmdb_append DIR BATCH SECONDS RECORD_BYTES
//   lmdb_append DIR BATCH SECONDS @FILE        records of the sizes in a file (u16, little-endian), each once
// Per event one value in `events` (u16 ‖ 32 B ‖ record), per 256 events one in `nodes` (32 B), per commit one in
// `batches` and the state in `meta`; every put but the state is MDB_APPEND; every commit is synced by LMDB itself.
// Prints: events a second, p50 and p99 of a commit in microseconds.
#include <lmdb.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include "measure.h"

static void check(int code, const char *what) {
  if (code == 0) return;
  fprintf(stderr, "lmdb_append: %s: %s\n", what, mdb_strerror(code));
  exit(1);
}

static void big_endian(uint8_t *out, uint64_t value) {
  for (int i = 0; i < 8; i++) out[i] = (uint8_t)(value >> (56 - 8 * i));
}

static void put(MDB_txn *txn, MDB_dbi table, uint8_t *key, size_t key_bytes, uint8_t *value,
                size_t value_bytes, unsigned flags) {
  MDB_val k = {key_bytes, key}, v = {value_bytes, value};
  check(mdb_put(txn, table, &k, &v, flags), "put");
}

// Sizes of records, one after the other; none for records of one size.
static uint16_t *read_sizes(const char *path, size_t *count) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0) exit(1);
  *count = (size_t)ftell(file) / 2;
  rewind(file);
  uint16_t *sizes = malloc(*count * 2 + 2);
  if (!sizes || fread(sizes, 2, *count, file) != *count) exit(1);
  fclose(file);
  return sizes;
}

int main(int argc, char **argv) {
  if (argc != 5) return 1;
  char path[4096];
  snprintf(path, sizeof path, "%s/raw.mdb", argv[1]);
  size_t batch = (size_t)atol(argv[2]);
  double limit = atof(argv[3]);
  size_t count = SIZE_MAX;
  uint16_t *sizes = argv[4][0] == '@' ? read_sizes(argv[4] + 1, &count) : NULL;
  size_t value_bytes = 34 + (size_t)atol(argv[4]);

  MDB_env *env;
  check(mdb_env_create(&env), "create");
  check(mdb_env_set_mapsize(env, (size_t)64 << 30), "mapsize");
  check(mdb_env_set_maxdbs(env, 8), "maxdbs");
  check(mdb_env_open(env, path, MDB_NOSUBDIR | MDB_NOTLS | MDB_NORDAHEAD, 0600), "open");
  MDB_txn *txn;
  MDB_dbi events, nodes, batches, meta;
  check(mdb_txn_begin(env, NULL, 0, &txn), "begin");
  check(mdb_dbi_open(txn, "events", MDB_CREATE, &events), "events");
  check(mdb_dbi_open(txn, "nodes", MDB_CREATE, &nodes), "nodes");
  check(mdb_dbi_open(txn, "batches", MDB_CREATE, &batches), "batches");
  check(mdb_dbi_open(txn, "meta", MDB_CREATE, &meta), "meta");
  check(mdb_txn_commit(txn), "commit");

  static uint8_t value[70000], state[700], batch_record[64], node[32];
  for (size_t i = 0; i < sizeof value; i++) value[i] = (uint8_t)(i * 131);
  uint8_t key[16];
  double *samples = malloc(sizeof(double) * 2000000);
  size_t commits = 0;
  uint64_t position = 0, number = 0;
  double start = now(), end = start + limit;
  while (now() < end && commits < 2000000 && position < count) {
    double before = now();
    check(mdb_txn_begin(env, NULL, 0, &txn), "begin");
    for (size_t i = 0; i < batch && position < count; i++) {
      if (sizes) value_bytes = 34 + (size_t)sizes[position];
      position++;
      big_endian(key, position);
      big_endian(value + 40, position);
      put(txn, events, key, 8, value, value_bytes, MDB_APPEND);
      if (position % 256 == 0) {
        key[8] = 1;
        put(txn, nodes, key, 9, node, sizeof node, MDB_APPEND);
      }
    }
    number++;
    big_endian(key, number);
    put(txn, batches, key, 8, batch_record, sizeof batch_record, MDB_APPEND);
    big_endian(key, 0);
    // Eleven hashes and the counters: the state of a log of a few thousand events.
    big_endian(state, position);
    put(txn, meta, key, 8, state, 32 * 11 + 80, 0);
    check(mdb_txn_commit(txn), "commit");
    samples[commits++] = now() - before;
  }
  double seconds = now() - start;
  double p50 = percentile(samples, commits, 0.5), p99 = percentile(samples, commits, 0.99);
  printf("%.1f %.1f %.1f\n", (double)position / seconds, p50, p99);
  mdb_env_close(env);
  return 0;
}
