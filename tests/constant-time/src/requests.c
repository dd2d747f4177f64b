/* Says to valgrind which bytes are secret: those without a defined value, on which nothing may depend. */
#include <stddef.h>
#include <valgrind/memcheck.h>

int is_watched(void) { return RUNNING_ON_VALGRIND != 0; }
void make_secret(void *at, size_t length) { VALGRIND_MAKE_MEM_UNDEFINED(at, length); }
void make_public(void *at, size_t length) { VALGRIND_MAKE_MEM_DEFINED(at, length); }
