/* The kernels of containers.py in C, without checks, with what one takes in C: arrays that
   are malloc'd and grow by realloc, a table with open addressing for a dict, qsort. */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef int64_t i64;

double list_sum(i64 rounds) {
    const i64 n = 20000;
    double *numbers = malloc(n * sizeof *numbers);
    for (i64 i = 0; i < n; i++) numbers[i] = 0.5 * i;
    double total = 0.0;
    for (i64 r = 0; r < rounds; r++) {
        numbers[r] = (double)r;
        double part = 0.0;
        for (i64 i = 0; i < n; i++) part += numbers[i];
        total += part;
    }
    free(numbers);
    return total;
}

double axpy(i64 rounds) {
    const i64 n = 4000;
    double *x = malloc(n * sizeof *x), *y = malloc(n * sizeof *y);
    for (i64 i = 0; i < n; i++) {
        x[i] = 0.25 * i;
        y[i] = 1.0;
    }
    for (i64 r = 0; r < rounds; r++) {
        double a = 1.0 / (r + 1);
        for (i64 i = 0; i < n; i++) y[i] += a * x[i];
    }
    double total = 0.0;
    for (i64 i = 0; i < n; i++) total += y[i];
    free(x);
    free(y);
    return total;
}

i64 dot(i64 rounds) {
    const i64 n = 4000;
    i64 *a = malloc(n * sizeof *a), *b = malloc(n * sizeof *b);
    for (i64 i = 0; i < n; i++) {
        a[i] = i % 1000 - 300;
        b[i] = i * 7 % 1013;
    }
    i64 total = 0;
    for (i64 r = 0; r < rounds; r++) {
        a[r % n] = r;
        i64 part = 0;
        for (i64 i = 0; i < n; i++) part += a[i] * b[i];
        total = (total ^ part) & 0xFFFFFFFF;
    }
    free(a);
    free(b);
    return total;
}

static double **rows(i64 n) {
    double **matrix = malloc(n * sizeof *matrix);
    for (i64 i = 0; i < n; i++) matrix[i] = calloc(n, sizeof **matrix);
    return matrix;
}

double matmul(i64 n) {
    double **a = rows(n), **b = rows(n), **c = rows(n);
    for (i64 i = 0; i < n; i++) {
        for (i64 j = 0; j < n; j++) {
            a[i][j] = i + j;
            b[i][j] = i - j;
        }
    }
    for (i64 i = 0; i < n; i++) {
        for (i64 k = 0; k < n; k++) {
            double factor = a[i][k];
            for (i64 j = 0; j < n; j++) c[i][j] += factor * b[k][j];
        }
    }
    double total = 0.0;
    for (i64 i = 0; i < n; i++) {
        for (i64 j = 0; j < n; j++) total += c[i][j];
    }
    for (i64 i = 0; i < n; i++) {
        free(a[i]);
        free(b[i]);
        free(c[i]);
    }
    free(a);
    free(b);
    free(c);
    return total;
}

double matmul_flat(i64 n) {
    double *a = malloc(n * n * sizeof *a), *b = malloc(n * n * sizeof *b);
    double *c = calloc(n * n, sizeof *c);
    for (i64 i = 0; i < n * n; i++) {
        a[i] = i % 17;
        b[i] = i % 13;
    }
    for (i64 i = 0; i < n; i++) {
        for (i64 k = 0; k < n; k++) {
            double factor = a[i * n + k];
            for (i64 j = 0; j < n; j++) c[i * n + j] += factor * b[k * n + j];
        }
    }
    double total = 0.0;
    for (i64 i = 0; i < n * n; i++) total += c[i];
    free(a);
    free(b);
    free(c);
    return total;
}

static void multiply_twice(const double *u, double *v, i64 n) {
    double *t = malloc(n * sizeof *t);
    for (i64 i = 0; i < n; i++) {
        double total = 0.0;
        for (i64 j = 0; j < n; j++) total += u[j] / ((i + j) * (i + j + 1) / 2 + i + 1);
        t[i] = total;
    }
    for (i64 i = 0; i < n; i++) {
        double total = 0.0;
        for (i64 j = 0; j < n; j++) total += t[j] / ((i + j) * (i + j + 1) / 2 + j + 1);
        v[i] = total;
    }
    free(t);
}

double spectral_norm(i64 n) {
    double *u = malloc(n * sizeof *u), *v = calloc(n, sizeof *v);
    for (i64 i = 0; i < n; i++) u[i] = 1.0;
    for (i64 r = 0; r < 4; r++) {
        multiply_twice(u, v, n);
        multiply_twice(v, u, n);
    }
    double uv = 0.0, vv = 0.0;
    for (i64 i = 0; i < n; i++) {
        uv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    free(u);
    free(v);
    return uv / vv;
}

i64 sieve(i64 limit) {
    bool *composite = calloc(limit, sizeof *composite);
    i64 count = 0;
    for (i64 n = 2; n < limit; n++) {
        if (!composite[n]) {
            count++;
            for (i64 multiple = n * n; multiple < limit; multiple += n) composite[multiple] = true;
        }
    }
    free(composite);
    return count;
}

static int compare(const void *a, const void *b) {
    i64 x = *(const i64 *)a, y = *(const i64 *)b;
    return (x > y) - (x < y);
}

static inline i64 next(i64 state) { return (state * 1103515245 + 12345) & 0x7FFFFFFF; }

i64 append_and_sort(i64 count) {
    i64 *numbers = NULL, length = 0, capacity = 0, state = 42;
    for (i64 i = 0; i < count; i++) {
        state = next(state);
        if (length == capacity) {
            capacity = capacity ? 2 * capacity : 8;
            numbers = realloc(numbers, capacity * sizeof *numbers);
        }
        numbers[length++] = state;
    }
    qsort(numbers, length, sizeof *numbers, compare);
    i64 total = 0;
    for (i64 i = 0; i < length; i++) total = (total + i * numbers[i]) & 0xFFFFFFFFFFFF;
    free(numbers);
    return total;
}

/* A dict of ints: linear probing, at most half full; a count of 0 is an empty slot. */

typedef struct {
    i64 key, count;
} Slot;

typedef struct {
    Slot *slots;
    i64 used;
    int bits;
} Table;

static inline Slot *find(Slot *slots, int bits, i64 key) {
    uint64_t at = (uint64_t)key * 0x9E3779B97F4A7C15u >> (64 - bits);
    while (slots[at].count != 0 && slots[at].key != key) at = (at + 1) & ((1u << bits) - 1);
    return &slots[at];
}

static void grow(Table *table) {
    int bits = table->bits + 1;
    Slot *slots = calloc(1u << bits, sizeof *slots);
    for (i64 i = 0; i < 1 << table->bits; i++) {
        Slot old = table->slots[i];
        if (old.count != 0) *find(slots, bits, old.key) = old;
    }
    free(table->slots);
    table->slots = slots;
    table->bits = bits;
}

i64 dict_of_ints(i64 count) {
    Table counts = {calloc(8, sizeof(Slot)), 0, 3};
    i64 state = 42;
    for (i64 i = 0; i < count; i++) {
        state = next(state);
        i64 key = state >> 14;
        Slot *slot = find(counts.slots, counts.bits, key);
        if (slot->count == 0) {
            if (2 * counts.used++ == 1 << counts.bits) {
                grow(&counts);
                slot = find(counts.slots, counts.bits, key);
            }
            slot->key = key;
        }
        slot->count++;
    }
    i64 total = 0;
    for (i64 i = 0; i < 1 << counts.bits; i++) {
        total = (total + counts.slots[i].key * counts.slots[i].count) & 0xFFFFFFFFFFFF;
    }
    free(counts.slots);
    return total;
}

/* Text: bytes that are malloc'd, with their length. */

typedef struct {
    char *bytes;
    i64 length, capacity;
} Text;

static inline void push(Text *text, char byte) {
    if (text->length == text->capacity) {
        text->capacity = text->capacity ? 2 * text->capacity : 16;
        text->bytes = realloc(text->bytes, text->capacity);
    }
    text->bytes[text->length++] = byte;
}

static Text join(const Text *parts, i64 count, char separator) {
    i64 length = count ? count - 1 : 0;
    for (i64 i = 0; i < count; i++) length += parts[i].length;
    Text joined = {malloc(length + 1), length, length + 1};
    char *to = joined.bytes;
    for (i64 i = 0; i < count; i++) {
        if (i) *to++ = separator;
        memcpy(to, parts[i].bytes, parts[i].length);
        to += parts[i].length;
    }
    return joined;
}

typedef struct {
    const char *word;
    i64 length, count;
    uint64_t hash;
} Entry;

static inline Entry *find_word(Entry *entries, i64 size, uint64_t hash, const char *word, i64 n) {
    i64 at = hash & (size - 1);
    while (entries[at].count != 0 && (entries[at].hash != hash || entries[at].length != n ||
                                      memcmp(entries[at].word, word, n) != 0)) {
        at = (at + 1) & (size - 1);
    }
    return &entries[at];
}

i64 word_count(i64 count) {
    static const char letters[] = "etaoinshrdlu";
    Text *words = NULL;
    i64 length = 0, capacity = 0, state = 42;
    for (i64 i = 0; i < count; i++) {
        state = next(state);
        i64 number = (state >> 8) % 5000;
        Text word = {NULL, 0, 0};
        while (number > 0) {
            push(&word, letters[number % 12]);
            number /= 12;
        }
        if (length == capacity) {
            capacity = capacity ? 2 * capacity : 8;
            words = realloc(words, capacity * sizeof *words);
        }
        words[length++] = word;
    }
    Text text = join(words, length, ' ');
    i64 size = 8, used = 0;
    Entry *entries = calloc(size, sizeof *entries);
    for (i64 at = 0; at < text.length;) {
        if (text.bytes[at] == ' ') {
            at++;
            continue;
        }
        i64 start = at;
        uint64_t hash = 14695981039346656037u; /* FNV-1a */
        while (at < text.length && text.bytes[at] != ' ') {
            hash = (hash ^ (unsigned char)text.bytes[at++]) * 1099511628211u;
        }
        Entry *entry = find_word(entries, size, hash, text.bytes + start, at - start);
        if (entry->count == 0) {
            if (2 * used++ == size) {
                Entry *grown = calloc(2 * size, sizeof *grown);
                for (i64 i = 0; i < size; i++) {
                    Entry old = entries[i];
                    if (old.count == 0) continue;
                    *find_word(grown, 2 * size, old.hash, old.word, old.length) = old;
                }
                free(entries);
                entries = grown;
                size *= 2;
                entry = find_word(entries, size, hash, text.bytes + start, at - start);
            }
            char *copy = malloc(at - start);
            memcpy(copy, text.bytes + start, at - start);
            *entry = (Entry){copy, at - start, 0, hash};
        }
        entry->count++;
    }
    i64 total = 0;
    for (i64 i = 0; i < size; i++) {
        total += entries[i].length * entries[i].count * entries[i].count;
        free((char *)entries[i].word);
    }
    for (i64 i = 0; i < length; i++) free(words[i].bytes);
    free(words);
    free(text.bytes);
    free(entries);
    return total;
}

static Text decimal(i64 value) {
    char digits[20];
    int at = 20;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    Text text = {malloc(20 - at), 20 - at, 20 - at};
    memcpy(text.bytes, digits + at, 20 - at);
    return text;
}

i64 building(i64 count) {
    Text *parts = NULL;
    i64 length = 0, capacity = 0;
    for (i64 i = 0; i < count; i++) {
        if (length == capacity) {
            capacity = capacity ? 2 * capacity : 8;
            parts = realloc(parts, capacity * sizeof *parts);
        }
        parts[length++] = decimal(i * 7919);
    }
    Text joined = join(parts, length, ','), digits = {NULL, 0, 0};
    for (i64 i = 0; i < joined.length; i++) {
        if (joined.bytes[i] != ',') push(&digits, joined.bytes[i]);
    }
    i64 total = 0;
    for (i64 i = 0; i < digits.length; i++) {
        total = (total * 31 + (unsigned char)digits.bytes[i]) & 0xFFFFFFFF;
    }
    for (i64 i = 0; i < length; i++) free(parts[i].bytes);
    free(parts);
    free(joined.bytes);
    free(digits.bytes);
    return total;
}
