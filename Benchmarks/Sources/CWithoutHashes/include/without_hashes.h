// For measurements only: a switch that leaves out the hashing of many messages at a time.
//
// The linker sends the calls of multi_buffer_sha256 and multi_buffer_nodes here (--wrap). With the switch off they go on to the
// functions themselves; with it on they write numbers that cost next to nothing, so that an append can be measured without its
// hashes, in the same process and by the same code.
#ifndef ANJUAN_WITHOUT_HASHES_H
#define ANJUAN_WITHOUT_HASHES_H

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Leaves hashes out from now on, or works them out again. To be called while nobody hashes.
void leave_out_hashes(bool is_left_out);

/// How many hashes were left out since the process began.
uint64_t hashes_left_out(void);

#pragma clang assume_nonnull end

#endif
