#ifndef ANJUAN_FAULT_SHIM_H
#define ANJUAN_FAULT_SHIM_H

// Makes the N-th write or sync of chosen files fail, as a broken disk would.
//
// Linked into a test executable, the shim stands before the C library for every shared library of the process,
// liblmdb among them. Disarmed, each call passes straight through. One plan is armed at a time: tests that arm it
// belong in a serialized suite.

#ifdef __cplusplus
extern "C" {
#endif

// Kinds of operation; combine them with |.

// write, writev, pwrite, pwritev: data pages, and whole files written beside the log.
#define ANJUAN_FAULT_WRITE 1
// The same calls on a descriptor opened with O_DSYNC: LMDB's meta page, the moment of commit.
#define ANJUAN_FAULT_META 2
// fsync, fdatasync, msync (msync of every file: it names none).
#define ANJUAN_FAULT_SYNC 4
// ftruncate.
#define ANJUAN_FAULT_TRUNCATE 8
// All of the above.
#define ANJUAN_FAULT_ALL 15
// Not a kind: a failing write first puts down half of its bytes.
#define ANJUAN_FAULT_TORN 256
// Not a kind: the write is done, and the process dies at once of SIGKILL.
#define ANJUAN_FAULT_DIE 512

// Makes the n-th (from 1) matching operation fail with `error`; with `sticky` also every one after it.
//
// kinds: which operations. n: 0 counts and lets everything pass.
// path: part of the path of the files meant; an empty text means every regular file.
// Starts the count anew. Returns 0, or -1 when the path is too long.
int anjuan_fault_arm(int kinds, unsigned long n, int error, const char *path, int sticky);

// Lets everything pass again. The counts stay readable until the next arming.
void anjuan_fault_disarm(void);

// Matching operations since the plan was armed.
unsigned long anjuan_fault_count(void);

// Operations that were made to fail since the plan was armed.
unsigned long anjuan_fault_fired(void);

#ifdef __cplusplus
}
#endif

#endif
