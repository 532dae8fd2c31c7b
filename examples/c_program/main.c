#include <inttypes.h>
#include <stdio.h>

#include "geometry.h"

int main(void) {
    printf("%" PRId64 "\n", distance(0, 0, 3, -4));

    /* An error leaves 0 behind and a message, once. */
    int64_t nothing = distance(INT64_MIN, 0, INT64_MAX, 0);
    const char *message = geometry_error();
    printf("%" PRId64 ", %s\n", nothing, message ? message : "no error");
    return 0;
}
