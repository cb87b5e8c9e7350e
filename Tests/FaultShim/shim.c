#define _GNU_SOURCE
#include "FaultShim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define PATH_BYTES 4096

static pthread_mutex_t plan_lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int armed;
static int plan_kinds;
static unsigned long plan_n;
static int plan_error;
static int plan_sticky;
static char plan_path[PATH_BYTES];
static atomic_ulong seen;
static atomic_ulong fired;

// Every real function is found once, before main, so that no call ever has to look.
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_msync)(void *, size_t, int);
static int (*real_ftruncate)(int, off_t);
static pthread_once_t found = PTHREAD_ONCE_INIT;

static void find_all(void) {
  *(void **)&real_write = dlsym(RTLD_NEXT, "write");
  *(void **)&real_writev = dlsym(RTLD_NEXT, "writev");
  *(void **)&real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  *(void **)&real_pwritev = dlsym(RTLD_NEXT, "pwritev64");
  *(void **)&real_fsync = dlsym(RTLD_NEXT, "fsync");
  *(void **)&real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  *(void **)&real_msync = dlsym(RTLD_NEXT, "msync");
  *(void **)&real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
}

__attribute__((constructor)) static void find_early(void) { pthread_once(&found, find_all); }

int anjuan_fault_arm(int kinds, unsigned long n, int error, const char *path, int sticky) {
  if (strlen(path) >= PATH_BYTES) return -1;
  pthread_mutex_lock(&plan_lock);
  plan_kinds = kinds;
  plan_n = n;
  plan_error = error;
  plan_sticky = sticky;
  strcpy(plan_path, path);
  atomic_store(&seen, 0);
  atomic_store(&fired, 0);
  atomic_store(&armed, 1);
  pthread_mutex_unlock(&plan_lock);
  return 0;
}

void anjuan_fault_disarm(void) {
  pthread_mutex_lock(&plan_lock);
  atomic_store(&armed, 0);
  pthread_mutex_unlock(&plan_lock);
}

unsigned long anjuan_fault_count(void) { return atomic_load(&seen); }

unsigned long anjuan_fault_fired(void) { return atomic_load(&fired); }

// Whether the descriptor is a regular file, or a directory being synced, that the plan means.
static int is_meant(int descriptor) {
  struct stat info;
  if (fstat(descriptor, &info) != 0) return 0;
  if (!S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode)) return 0;
  if (plan_path[0] == 0) return 1;
  char link[64];
  char path[PATH_BYTES];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, plan_path) != NULL;
}

// 0: let it pass; 1: fail; 2: put down half, then fail; 3: let it pass, then die. Sets errno when it fails.
static int verdict(int kind, int descriptor) {
  if (!atomic_load_explicit(&armed, memory_order_acquire)) return 0;
  int keep = errno;
  int result = 0;
  pthread_mutex_lock(&plan_lock);
  if (kind == ANJUAN_FAULT_WRITE) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags >= 0 && (flags & O_DSYNC)) kind = ANJUAN_FAULT_META;
  }
  if (atomic_load(&armed) && (plan_kinds & kind) && (descriptor < 0 || is_meant(descriptor))) {
    unsigned long number = atomic_fetch_add(&seen, 1) + 1;
    if (plan_n != 0 && (number == plan_n || (plan_sticky && number > plan_n))) {
      atomic_fetch_add(&fired, 1);
      result = (plan_kinds & ANJUAN_FAULT_DIE) ? 3 : (plan_kinds & ANJUAN_FAULT_TORN) ? 2 : 1;
      keep = plan_error;
    }
  }
  pthread_mutex_unlock(&plan_lock);
  errno = keep;
  return result;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (!real_write) find_early();
  int how = verdict(ANJUAN_FAULT_WRITE, descriptor);
  if (how == 0) return real_write(descriptor, bytes, count);
  int error = errno;
  if (how == 2) (void)!real_write(descriptor, bytes, count / 2);
  errno = error;
  return -1;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  if (!real_writev) find_early();
  int how = verdict(ANJUAN_FAULT_WRITE, descriptor);
  if (how == 0) return real_writev(descriptor, parts, count);
  int error = errno;
  if (how == 2) (void)!real_writev(descriptor, parts, count / 2);
  errno = error;
  return -1;
}

static ssize_t write_at(int descriptor, const void *bytes, size_t count, off_t offset) {
  if (!real_pwrite) find_early();
  int how = verdict(ANJUAN_FAULT_WRITE, descriptor);
  if (how == 0) return real_pwrite(descriptor, bytes, count, offset);
  if (how == 3) {
    (void)!real_pwrite(descriptor, bytes, count, offset);
    kill(getpid(), SIGKILL);
  }
  int error = errno;
  if (how == 2) (void)!real_pwrite(descriptor, bytes, count / 2, offset);
  errno = error;
  return -1;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  return write_at(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  return write_at(descriptor, bytes, count, offset);
}

static ssize_t write_all_at(int descriptor, const struct iovec *parts, int count, off_t offset) {
  if (!real_pwritev) find_early();
  int how = verdict(ANJUAN_FAULT_WRITE, descriptor);
  if (how == 0) return real_pwritev(descriptor, parts, count, offset);
  int error = errno;
  if (how == 2) (void)!real_pwritev(descriptor, parts, count / 2, offset);
  errno = error;
  return -1;
}

ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset) {
  return write_all_at(descriptor, parts, count, offset);
}

ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off64_t offset) {
  return write_all_at(descriptor, parts, count, offset);
}

int fsync(int descriptor) {
  if (!real_fsync) find_early();
  return verdict(ANJUAN_FAULT_SYNC, descriptor) ? -1 : real_fsync(descriptor);
}

int fdatasync(int descriptor) {
  if (!real_fdatasync) find_early();
  return verdict(ANJUAN_FAULT_SYNC, descriptor) ? -1 : real_fdatasync(descriptor);
}

int msync(void *address, size_t length, int flags) {
  if (!real_msync) find_early();
  return verdict(ANJUAN_FAULT_SYNC, -1) ? -1 : real_msync(address, length, flags);
}

int ftruncate(int descriptor, off_t length) {
  if (!real_ftruncate) find_early();
  return verdict(ANJUAN_FAULT_TRUNCATE, descriptor) ? -1 : real_ftruncate(descriptor, length);
}

int ftruncate64(int descriptor, off64_t length) {
  if (!real_ftruncate) find_early();
  return verdict(ANJUAN_FAULT_TRUNCATE, descriptor) ? -1 : real_ftruncate(descriptor, length);
}
