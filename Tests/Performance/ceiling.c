// The ceiling: a FastCGI responder that reads a request and answers it with constant bytes. What nginx and libfcgi
// themselves cost is what it measures. With PAGES and FILE it writes so many pages of 4 KiB for each request and answers
// when they are on the disk, all that wait together with one fdatasync: the ceiling of durable changes.
#include <fcgiapp.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { page_size = 4096, file_size = 16 << 20, most_pages = 256 };

static const char *answer;
static int length, pages, file = -1;
static char content[most_pages * page_size];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t synced = PTHREAD_COND_INITIALIZER;
static long asked, durable;
static int syncing;

static void write_durably(void) {
    static off_t place;
    pthread_mutex_lock(&lock);
    long mine = ++asked;
    while (durable < mine) {
        if (syncing) {
            pthread_cond_wait(&synced, &lock);
            continue;
        }
        syncing = 1;
        long last = asked, size = (last - durable) * pages * page_size;
        pthread_mutex_unlock(&lock);
        // Room that was written before: a file that grows takes twice as long to sync.
        if (place + size > file_size) place = 0;
        if (pwrite(file, content, size, place) != size || fdatasync(file) != 0) abort();
        place += size;
        pthread_mutex_lock(&lock);
        durable = last;
        syncing = 0;
        pthread_cond_broadcast(&synced);
    }
    pthread_mutex_unlock(&lock);
}

static void *work(void *unused) {
    FCGX_Request request;
    char body[8192];
    FCGX_InitRequest(&request, 0, 0);
    while (FCGX_Accept_r(&request) == 0) {
        while (FCGX_GetStr(body, sizeof body, request.in) > 0) {}
        if (file >= 0) write_durably();
        FCGX_PutStr(answer, length, request.out);
        FCGX_Finish_r(&request);
    }
    return unused;
}

// Usage: ceiling THREADS BYTES [PAGES FILE], with the listening socket as descriptor 0.
int main(int count, char **arguments) {
    if (count != 3 && count != 5) return 64;
    int threads = atoi(arguments[1]), bytes = atoi(arguments[2]);
    if (count == 5) {
        pages = atoi(arguments[3]);
        file = open(arguments[4], O_RDWR | O_CREAT, 0600);
        if (file < 0 || pages * threads > most_pages) return 1;
        for (off_t place = 0; place < file_size; place += sizeof content) pwrite(file, content, sizeof content, place);
    }
    const char head[] = "Status: 200\r\nContent-Type: application/scim+json\r\n\r\n";
    char *text = malloc(sizeof head + bytes);
    length = sizeof head - 1 + bytes;
    memcpy(text, head, sizeof head - 1);
    memset(text + sizeof head - 1, 'x', bytes);
    answer = text;
    FCGX_Init();
    // libfcgi takes it for itself.
    signal(SIGTERM, SIG_DFL);
    pthread_t thread;
    for (int index = 0; index < threads; index++) pthread_create(&thread, NULL, work, NULL);
    pthread_join(thread, NULL);
    return 0;
}
