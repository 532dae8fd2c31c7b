#include "multiply.h"
#include <stdio.h>

int main() {
    int64_t result = multiply(6, 7);
    printf("Result: %ld\n", result);  // 42
    return 0;
}
