#include <sqlite3.h>
/* sqlite3_db_config is variadic and so is not imported into Swift. */
static inline int csqlite_set_flag(sqlite3 *db, int flag, int on) { return sqlite3_db_config(db, flag, on, (int *)0); }
/* sqlite3_config is variadic too. To be called before anything else of the library. */
static inline int csqlite_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
