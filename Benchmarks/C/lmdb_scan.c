// Walks the `events` table of a log segment with a plain cursor:  lmdb_scan SEGMENT.mdb header|bytes ROUNDS
// header: reads the key and the first 8 bytes of each value. bytes: adds up every byte of it.
// Prints: the best round's events a second, events, and a sum (so that nothing is optimised away).
#include <lmdb.h>
#include <stdint.h>
#include <string.h>
#include "measure.h"

static void check(int code, const char *what) {
  if (code == 0) return;
  fprintf(stderr, "lmdb_scan: %s: %s\n", what, mdb_strerror(code));
  exit(1);
}

int main(int argc, char **argv) {
  if (argc != 4) return 1;
  int whole = strcmp(argv[2], "bytes") == 0;
  MDB_env *env;
  check(mdb_env_create(&env), "create");
  check(mdb_env_set_mapsize(env, (size_t)64 << 30), "mapsize");
  check(mdb_env_set_maxdbs(env, 8), "maxdbs");
  check(mdb_env_open(env, argv[1], MDB_NOSUBDIR | MDB_RDONLY | MDB_NOTLS | MDB_NORDAHEAD, 0600), "open");
  double best = 0;
  uint64_t sum = 0, count = 0;
  for (int round = 0; round < atoi(argv[3]); round++) {
    MDB_txn *txn;
    MDB_dbi events;
    MDB_cursor *cursor;
    check(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn), "begin");
    check(mdb_dbi_open(txn, "events", 0, &events), "events");
    check(mdb_cursor_open(txn, events, &cursor), "cursor");
    MDB_val key, value;
    count = 0;
    double start = now();
    int code = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
    while (code == 0) {
      count++;
      const uint8_t *bytes = value.mv_data;
      if (whole) {
        uint64_t word, total = 0;
        size_t at = 0;
        for (; at + 8 <= value.mv_size; at += 8) {
          memcpy(&word, bytes + at, 8);
          total += word;
        }
        for (; at < value.mv_size; at++) total += bytes[at];
        sum += total;
      } else {
        uint64_t word;
        memcpy(&word, bytes, 8);
        sum += word + ((const uint8_t *)key.mv_data)[7];
      }
      code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT);
    }
    if (code != MDB_NOTFOUND) check(code, "next");
    double rate = (double)count / (now() - start);
    if (rate > best) best = rate;
    mdb_cursor_close(cursor);
    mdb_txn_abort(txn);
  }
  printf("%.0f %llu %llu\n", best, (unsigned long long)count, (unsigned long long)sum);
  mdb_env_close(env);
  return 0;
}
