#include <spawn.h>

// The C library has it since 2.34 and shows it to GNU programs only, which the compiler's own module of <spawn.h> is not.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
