/* The kernels of programs.py in C, in two ways: plain, and with -DCHECKED with the
   checks that Python's answers take: overflow, a divisor of zero, rounding down. */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

typedef int64_t i64;

#ifdef CHECKED
static inline i64 add(i64 a, i64 b) {
    i64 r;
    if (__builtin_add_overflow(a, b, &r)) __builtin_trap();
    return r;
}
static inline i64 mul(i64 a, i64 b) {
    i64 r;
    if (__builtin_mul_overflow(a, b, &r)) __builtin_trap();
    return r;
}
static inline i64 floordiv(i64 a, i64 b) {
    if (b == 0 || (b == -1 && a == INT64_MIN)) __builtin_trap();
    i64 q = a / b;
    return q - (a % b != 0 && (a ^ b) < 0);
}
static inline i64 mod(i64 a, i64 b) {
    if (b == 0) __builtin_trap();
    if (b == -1) return 0;
    i64 r = a % b;
    return r != 0 && (r ^ b) < 0 ? r + b : r;
}
#else
static inline i64 add(i64 a, i64 b) { return a + b; }
static inline i64 mul(i64 a, i64 b) { return a * b; }
static inline i64 floordiv(i64 a, i64 b) { return a / b; }
static inline i64 mod(i64 a, i64 b) { return a % b; }
#endif

i64 fib(i64 n) { return n <= 1 ? n : add(fib(n - 1), fib(n - 2)); }

i64 fibonacci(i64 rounds) {
    i64 total = 0;
    for (i64 r = 0; r < rounds; r++) {
        i64 a = r & 7, b = 1;
        for (i64 i = 0; i < 80 + (r & 1); i++) {
            i64 next = add(a, b);
            a = b;
            b = next;
        }
        total = (total >> 1) ^ a;
    }
    return total;
}

i64 primes(i64 limit) {
    i64 count = 0;
    for (i64 n = 2; n < limit; n++) {
        bool prime = true;
        i64 i = 2;
        while (mul(i, i) <= n) {
            if (mod(n, i) == 0) {
                prime = false;
                break;
            }
            i = add(i, 1);
        }
        if (prime) count = add(count, 1);
    }
    return count;
}

i64 sum_of_squares(i64 count) {
    i64 total = 0;
    for (i64 i = 0; i < count; i++) total = mod(add(total, mul(i, i)), 1000003);
    return total;
}

i64 gcd(i64 limit) {
    i64 total = 0;
    for (i64 i = 1; i < limit; i++) {
        for (i64 j = 1; j < limit; j++) {
            i64 a = i, b = j;
            while (b != 0) {
                i64 rest = mod(a, b);
                a = b;
                b = rest;
            }
            total = add(total, a);
        }
    }
    return total;
}

i64 collatz(i64 limit) {
    i64 longest = 0;
    for (i64 start = 1; start < limit; start++) {
        i64 n = start, steps = 0;
        while (n != 1) {
            n = mod(n, 2) == 0 ? floordiv(n, 2) : add(mul(3, n), 1);
            steps = add(steps, 1);
        }
        if (steps > longest) longest = steps;
    }
    return longest;
}

i64 mandelbrot(i64 size) {
    i64 total = 0;
    for (i64 row = 0; row < size; row++) {
        for (i64 column = 0; column < size; column++) {
            double c_re = 3.0 * column / size - 2.0;
            double c_im = 2.0 * row / size - 1.0;
            double re = 0.0, im = 0.0;
            i64 steps = 0;
            while (steps < 100 && re * re + im * im <= 4.0) {
                double next = re * re - im * im + c_re;
                im = 2.0 * re * im + c_im;
                re = next;
                steps = add(steps, 1);
            }
            total = add(total, steps);
        }
    }
    return total;
}

double n_body(i64 steps) {
    double x0 = 0.0, y0 = 0.0, vx0 = 0.0, vy0 = 0.0;
    double x1 = 4.8, y1 = -1.2, vx1 = 0.6, vy1 = 2.8;
    double x2 = 8.3, y2 = 4.1, vx2 = -1.0, vy2 = 1.8;
    double m0 = 39.5, m1 = 0.04, m2 = 0.01, dt = 0.001;
    for (i64 i = 0; i < steps; i++) {
        double dx = x0 - x1, dy = y0 - y1;
        double square = dx * dx + dy * dy;
        double pull = dt / (square * sqrt(square));
        vx0 -= dx * m1 * pull;
        vy0 -= dy * m1 * pull;
        vx1 += dx * m0 * pull;
        vy1 += dy * m0 * pull;
        dx = x0 - x2;
        dy = y0 - y2;
        square = dx * dx + dy * dy;
        pull = dt / (square * sqrt(square));
        vx0 -= dx * m2 * pull;
        vy0 -= dy * m2 * pull;
        vx2 += dx * m0 * pull;
        vy2 += dy * m0 * pull;
        dx = x1 - x2;
        dy = y1 - y2;
        square = dx * dx + dy * dy;
        pull = dt / (square * sqrt(square));
        vx1 -= dx * m2 * pull;
        vy1 -= dy * m2 * pull;
        vx2 += dx * m1 * pull;
        vy2 += dy * m1 * pull;
        x0 += dt * vx0;
        y0 += dt * vy0;
        x1 += dt * vx1;
        y1 += dt * vy1;
        x2 += dt * vx2;
        y2 += dt * vy2;
    }
    return x0 + y0 + x1 + y1 + x2 + y2;
}
