/* A disk that takes two milliseconds for each flush, as many do: preloaded before a program, gone with it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

typedef int flush(int);

static int slowly(const char *name, int file)
{
    struct timespec pause = {0, 2000000};
    flush *real = (flush *)dlsym(RTLD_NEXT, name);
    nanosleep(&pause, 0);
    return real(file);
}

int fdatasync(int file) { return slowly("fdatasync", file); }
int fsync(int file) { return slowly("fsync", file); }
