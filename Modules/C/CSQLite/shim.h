#include <sqlite3.h>
/* sqlite3_db_config is variadic and so is not imported into Swift. */
static inline int csqlite_set_flag(sqlite3 *db, int flag, int on) { return sqlite3_db_config(db, flag, on, (int *)0); }
/* The first region of the write-ahead log's index in shared memory, through the methods of SQLite's own file object
   (https://www.sqlite.org/walformat.html, section 2.2); null when the database has none. The methods are function
   pointers in a struct behind a void pointer, which is plainer in C. */
static inline const void *csqlite_wal_index(sqlite3 *db) {
  sqlite3_file *file = 0;
  void volatile *region = 0;
  if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return 0;
  if (!file || !file->pMethods || file->pMethods->iVersion < 2) return 0;
  if (file->pMethods->xShmMap(file, 0, 32768, 0, &region) != SQLITE_OK) return 0;
  return (const void *)region;
}
/* sqlite3_config is variadic too. To be called before anything else of the library. */
static inline int csqlite_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
