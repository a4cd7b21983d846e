// The ceiling of what is read from a database or written to it: a FastCGI responder that does what no SCIM service on SQLite
// can do without, and nothing else. GET sends the document of an identifier, finds none for "nobody", or sends the first
// hundred documents. POST inserts a document under a new identifier, PATCH replaces the document of an identifier; all that
// come during one commit share the next. There is one table with one index: no journal, no attributes, no token, no JSON.
#include <fcgiapp.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { document_size = 1000, page_rows = 100, page_size = 1 << 18, record_size = 65528, most_threads = 256 };

static const char head[] = "Status: 200\r\nContent-Type: application/scim+json\r\n\r\n";
static const char nothing_found[] =
    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"Resources\":[],\"totalResults\":0}";
static const char *path;
static sqlite3 *database;
static sqlite3_stmt *begin, *commit, *insert, *update;
static char document[document_size];
static long rows;
static unsigned seed;

// Changes that wait: whether each is an insertion.
static int waiting[most_threads];
static long asked, durable;
static int committing;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t committed = PTHREAD_COND_INITIALIZER;

static void fail(void) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(database));
    abort();
}

static sqlite3 *opened(void) {
    sqlite3 *connection;
    if (sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL)) fail();
    sqlite3_busy_timeout(connection, 5000);
    return connection;
}

static sqlite3_stmt *prepared(sqlite3 *connection, const char *text) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(connection, text, -1, &statement, NULL) != SQLITE_OK) fail();
    return statement;
}

static void run(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail();
    sqlite3_reset(statement);
}

// Identifiers in no order, as a UUID has none.
static void bind_id(sqlite3_stmt *statement, int place, char id[40], unsigned long number) {
    snprintf(id, 40, "%016lx-%016lx", number * 0x9E3779B97F4A7C15ul, number);
    sqlite3_bind_text(statement, place, id, -1, SQLITE_TRANSIENT);
}

static unsigned long any_row(unsigned *seed) {
    return ((unsigned long)rand_r(seed) << 31 ^ rand_r(seed)) % rows;
}

static void write_row(sqlite3_stmt *statement, unsigned long number) {
    char id[40];
    bind_id(statement, 2, id, number);
    // SQLite writes no page for a document that is as it was.
    memcpy(document + rand_r(&seed) % (document_size - sizeof id), id, sizeof id);
    sqlite3_bind_text(statement, 1, document, document_size, SQLITE_STATIC);
    run(statement);
}

static void change(int is_insertion) {
    pthread_mutex_lock(&lock);
    waiting[asked % most_threads] = is_insertion;
    long mine = ++asked;
    while (durable < mine) {
        if (committing) {
            pthread_cond_wait(&committed, &lock);
            continue;
        }
        committing = 1;
        long last = asked;
        pthread_mutex_unlock(&lock);
        run(begin);
        for (long index = durable; index < last; index++) {
            if (waiting[index % most_threads]) {
                write_row(insert, (unsigned long)rand_r(&seed) << 32 | rand_r(&seed));
            } else {
                write_row(update, any_row(&seed));
            }
        }
        run(commit);
        pthread_mutex_lock(&lock);
        durable = last;
        committing = 0;
        pthread_cond_broadcast(&committed);
    }
    pthread_mutex_unlock(&lock);
}

static void send_row(FCGX_Stream *out, sqlite3_stmt *find, unsigned *seed, int is_known) {
    char id[40];
    bind_id(find, 1, id, any_row(seed) + (is_known ? 0 : rows));
    int found = sqlite3_step(find);
    if (found != (is_known ? SQLITE_ROW : SQLITE_DONE)) fail();
    if (is_known) {
        FCGX_PutStr((const char *)sqlite3_column_text(find, 0), sqlite3_column_bytes(find, 0), out);
    } else {
        FCGX_PutS(nothing_found, out);
    }
    sqlite3_reset(find);
}

// In records as large as they may be, written at once: libfcgi's own have 8 KiB, with a system call each.
static void send_page(FCGX_Request *request, sqlite3_stmt *list, char *page) {
    size_t length = sizeof head - 1;
    memcpy(page, head, length);
    while (sqlite3_step(list) == SQLITE_ROW) {
        size_t size = sqlite3_column_bytes(list, 0);
        if (length + size > page_size) abort();
        memcpy(page + length, sqlite3_column_text(list, 0), size);
        length += size;
    }
    sqlite3_reset(list);
    unsigned char records[page_size / record_size + 1][8];
    struct iovec parts[2 * (page_size / record_size + 1)];
    int count = 0;
    for (size_t start = 0; start < length; start += record_size) {
        size_t size = length - start < record_size ? length - start : record_size;
        unsigned char record[] = {1, 6, 0, (unsigned char)request->requestId, size >> 8, size & 255, 0, 0};
        memcpy(records[count / 2], record, sizeof record);
        parts[count++] = (struct iovec){records[count / 2], sizeof record};
        parts[count++] = (struct iovec){page + start, size};
    }
    // Behind an answer that was cut off nothing can follow.
    if (writev(request->ipcFd, parts, count) < (ssize_t)length) request->keepConnection = 0;
}

static void *work(void *unused) {
    FCGX_Request request;
    char body[8192];
    char *page = malloc(page_size);
    // Each thread reads for itself, with as many pages in its memory as scimd's threads have.
    sqlite3 *reader = opened();
    sqlite3_exec(reader, "PRAGMA cache_size = -6000", NULL, NULL, NULL);
    sqlite3_stmt *find = prepared(reader, "SELECT document FROM resource WHERE id = ?");
    sqlite3_stmt *list = prepared(reader, "SELECT document FROM resource ORDER BY key LIMIT ?");
    sqlite3_bind_int(list, 1, page_rows);
    unsigned reads = (unsigned)(size_t)reader;
    FCGX_InitRequest(&request, 0, 0);
    while (FCGX_Accept_r(&request) == 0) {
        const char *method = FCGX_GetParam("REQUEST_METHOD", request.envp);
        const char *query = FCGX_GetParam("QUERY_STRING", request.envp);
        while (FCGX_GetStr(body, sizeof body, request.in) > 0) {}
        int reading = strcmp(method, "GET") == 0;
        if (!reading) change(strcmp(method, "POST") == 0);
        if (query && strstr(query, "count=")) {
            send_page(&request, list, page);
        } else {
            FCGX_PutStr(head, sizeof head - 1, request.out);
            if (reading) {
                send_row(request.out, find, &reads, !query || !strstr(query, "nobody"));
            } else {
                FCGX_PutStr(document, document_size, request.out);
            }
        }
        FCGX_Finish_r(&request);
    }
    return unused;
}

static void open_database(void) {
    database = opened();
    sqlite3_exec(database, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    sqlite3_exec(database, "CREATE TABLE IF NOT EXISTS resource (key INTEGER PRIMARY KEY, id TEXT UNIQUE, document TEXT)",
                 NULL, NULL, NULL);
    begin = prepared(database, "BEGIN IMMEDIATE");
    commit = prepared(database, "COMMIT");
    insert = prepared(database, "INSERT INTO resource (document, id) VALUES (?, ?)");
    update = prepared(database, "UPDATE resource SET document = ? WHERE id = ?");
    sqlite3_exec(database, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
}

// Usage: database THREADS FILE ROWS, with the listening socket as descriptor 0; without THREADS, as 0, it only makes the
// rows.
int main(int count, char **arguments) {
    if (count != 4) return 64;
    int threads = atoi(arguments[1]);
    if (threads > most_threads) return 64;
    rows = atol(arguments[3]);
    seed = (unsigned)getpid() * 7919 + (unsigned)time(NULL);
    memset(document, 'x', sizeof document);
    path = arguments[2];
    open_database();
    if (threads == 0) {
        run(begin);
        for (long number = 0; number < rows; number++) write_row(insert, (unsigned long)number);
        run(commit);
        sqlite3_close(database);
        return 0;
    }
    FCGX_Init();
    // libfcgi takes it for itself.
    signal(SIGTERM, SIG_DFL);
    pthread_t thread;
    for (int index = 0; index < threads; index++) pthread_create(&thread, NULL, work, NULL);
    pthread_join(thread, NULL);
    return 0;
}
