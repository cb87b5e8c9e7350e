// Due dates in working days over a bitmap with counts:  working_days TABLE COUNT
// TABLE holds one character a day, from the first day covered: '1' is a working day. The first line is that day's
// number since 1970-01-01. Prints: due dates a second, and their wrapping sum in microseconds.
#include <inttypes.h>
#include <stdint.h>
#include <string.h>
#include "measure.h"

enum { DAYS_MAX = 40000 };
static const int64_t DAY = 86400000000LL, OFFSET = 8 * 3600 * 1000000LL;

static uint64_t words[DAYS_MAX / 64 + 1];
static int32_t ranks[DAYS_MAX / 64 + 1], days[DAYS_MAX];
static int64_t first, covered, worked;

static int read_table(const char *path) {
  static char text[DAYS_MAX + 2];
  FILE *file = fopen(path, "r");
  if (!file || fscanf(file, "%" SCNd64 " %40000s", &first, text) != 2) return 0;
  fclose(file);
  covered = (int64_t)strlen(text);
  for (int64_t day = 0; day < covered; day++) {
    if (day % 64 == 0) ranks[day / 64] = (int32_t)worked;
    if (text[day] != '1') continue;
    words[day / 64] |= 1ULL << (day % 64);
    days[worked++] = (int32_t)day;
  }
  return covered > 0;
}

// The last microsecond of the n-th working day after the day of `start`; -1 beyond the table.
static int64_t due(int64_t start, int64_t n) {
  int64_t local = start + OFFSET, day = local / DAY;
  if (local % DAY < 0) day--;
  int64_t at = day - first;
  if (at < 0 || at >= covered) return -1;
  uint64_t up_to = ~0ULL >> (63 - at % 64);
  int64_t number = ranks[at / 64] + __builtin_popcountll(words[at / 64] & up_to) + n - 1;
  if (number >= worked) return -1;
  return (first + days[number]) * DAY + DAY - 1 - OFFSET;
}

int main(int argc, char **argv) {
  if (argc != 3 || !read_table(argv[1])) return 1;
  int64_t count = atoll(argv[2]);
  uint64_t random = 1, sum = 0;
  double start = now();
  for (int64_t i = 0; i < count; i++) {
    random = random * 6364136223846793005ULL + 1442695040888963407ULL;
    int64_t instant = (first + (int64_t)((random >> 33) % (uint64_t)(covered - 100))) * DAY;
    sum += (uint64_t)due(instant, 1 + (int64_t)(random >> 40) % 15);
  }
  printf("%.0f %" PRIu64 "\n", (double)count / (now() - start), sum);
  return 0;
}
