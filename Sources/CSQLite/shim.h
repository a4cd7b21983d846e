#include <sqlite3.h>

/// Keeps SQLite from counting its memory, for which all threads take one lock with every allocation.
///
/// `sqlite3_config` takes any number of arguments, which Swift cannot pass. It counts only before the first connection.
static inline int CSQLite_withoutMemoryStatistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// Where the index of the write-ahead log lies that all connections to a database share, once this one has read anything;
/// else `NULL`.
///
/// It is found by a call through a pointer to a function, which Swift imports without saying what may be null.
static inline const void *CSQLite_logIndex(sqlite3 *connection) {
    sqlite3_file *file = 0;
    if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file) return 0;
    if (!file->pMethods || file->pMethods->iVersion < 2 || !file->pMethods->xShmMap) return 0;
    volatile void *index = 0;
    // The first region, which is there: nothing is made longer.
    file->pMethods->xShmMap(file, 0, 32768, 0, &index);
    return (const void *)index;
}
