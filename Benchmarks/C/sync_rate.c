// How many times a second this disk makes 4 KiB durable:  sync_rate FILE SECONDS
// Prints: syncs a second, p50 and p99 in microseconds.
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "measure.h"

int main(int argc, char **argv) {
  if (argc != 3) return 1;
  int file = open(argv[1], O_RDWR | O_CREAT | O_TRUNC, 0600);
  if (file < 0) return 1;
  static char page[4096];
  memset(page, 7, sizeof page);
  double *samples = malloc(sizeof(double) * 1000000);
  size_t count = 0;
  double start = now(), end = start + atof(argv[2]);
  while (now() < end && count < 1000000) {
    double before = now();
    if (pwrite(file, page, sizeof page, (off_t)(count * sizeof page)) < 0) return 1;
    if (fdatasync(file) != 0) return 1;
    samples[count++] = now() - before;
  }
  double seconds = now() - start;
  double p50 = percentile(samples, count, 0.5), p99 = percentile(samples, count, 0.99);
  printf("%.0f %.1f %.1f\n", (double)count / seconds, p50, p99);
  unlink(argv[1]);
  return 0;
}
