/* Swift's Glibc module does not cover these headers ... */
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
/* ... and is compiled without _GNU_SOURCE, which hides these. */
#include <pthread.h>
#include <stddef.h>
#include <sys/socket.h>
extern int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
extern void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);
extern int pthread_setname_np(pthread_t thread, const char *name);
