// The ceiling: a FastCGI responder that reads a request and answers it with constant bytes. What nginx and libfcgi
// themselves cost is what it measures.
#include <fcgiapp.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static const char *answer;
static int length;

static void *work(void *unused) {
    FCGX_Request request;
    char body[8192];
    FCGX_InitRequest(&request, 0, 0);
    while (FCGX_Accept_r(&request) == 0) {
        while (FCGX_GetStr(body, sizeof body, request.in) > 0) {}
        FCGX_PutStr(answer, length, request.out);
        FCGX_Finish_r(&request);
    }
    return unused;
}

// Usage: ceiling THREADS BYTES, with the listening socket as descriptor 0.
int main(int count, char **arguments) {
    if (count != 3) return 64;
    int threads = atoi(arguments[1]), bytes = atoi(arguments[2]);
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
