// Time and percentiles for the C programs.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// Microseconds below which this share of the samples lies; sorts them.
static inline double percentile(double *samples, size_t count, double share) {
  if (count == 0) return 0;
  qsort(samples, count, sizeof *samples, by_size);
  size_t at = (size_t)(share * (double)(count - 1) + 0.5);
  return samples[at] * 1e6;
}
