#include <sqlite3.h>
/* sqlite3_db_config is variadic and so is not imported into Swift. */
static inline int csqlite_set_flag(sqlite3 *db, int flag, int on) { return sqlite3_db_config(db, flag, on, (int *)0); }
