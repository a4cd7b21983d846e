#include <sqlite3.h>

/// Keeps SQLite from counting its memory, for which all threads take one lock with every allocation.
///
/// `sqlite3_config` takes any number of arguments, which Swift cannot pass. It counts only before the first connection.
static inline int CSQLite_withoutMemoryStatistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
