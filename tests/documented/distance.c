// main.c
#include "distance.h"
#include <stdio.h>

int main() {
    int64_t dist = distance(0, 0, 3, 4);
    printf("Distance: %ld\n", dist);  // 7
    return 0;
}
