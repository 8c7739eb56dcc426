#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
/* A macro over the address of a structure that Swift does not see. */
static inline uninorm_t cunistring_nfkc(void) { return UNINORM_NFKC; }
