// Products of weights of four to eight bits with tokens rounded to eight, for one instruction set: part of kernels.c. The same
// steps as plimsoll.engine.quantised.RoundedSums, to the bit; sums of bytes are exact in any order.
//
// A weight is scale x code + offset, where 32 weights (16 of Q6_K) share scale and offset and a code has no sign; but those of
// Q8_0 have a sign and no offset. Eight blocks of 32 are taken at a time, one for each running sum.
#ifndef EIGHT
#define EIGHT 8
// Bytes of 32 rounded numbers of a token: themselves, -128 times what they add up to, their scale, and, with it, what they add
// up to: the first 16, the others, all.
#define ROUNDED_BYTES 52
// A tile of rounded tokens has, for each block, 32 bytes of every token, then that of all tokens, then all their scales, and
// so on. One token alone has the bytes of all blocks first, then that of all blocks, and so on: how far apart these are.
#define APART(tokens, blocks) ((tokens) == 1 ? (blocks) : (tokens))
#define CODES_OF(tile, tokens, k) ((tile) + ((tokens) == 1 ? 32 : ROUNDED_BYTES * (tokens)) * (k))
#define STARTS_OF(tile, tokens, blocks, k) \
    ((const int32_t *)((tokens) == 1 ? (tile) + 32 * (blocks) : CODES_OF(tile, tokens, k) + 32 * (tokens)) \
        + ((tokens) == 1 ? (k) : 0))
#define SCALES_OF(tile, tokens, blocks, k) ((const float *)STARTS_OF(tile, tokens, blocks, k) + APART(tokens, blocks))
// Bytes of 32 codes of W rows, with scale and offset: twice for Q6_K.
#define PANEL_BYTES(type) (W * (32 + 8 * ((type) == Q6_K ? 2 : 1)))
// Bytes of the longest eight blocks.
#define MOST_BYTES 272
typedef struct { Floats scales[2], offsets[2]; } Shared;
#endif

#define FLOATS_AT(p) (*(const NAME(UnalignedFloats) *)(p))
// Four bits up; the compiler does so byte by byte, and there is nothing above to lose.
#define SHIFTED(codes) (Codes)((NAME(Shorts))(codes) << 4)
#define CODES_AT(p) (*(const NAME(UnalignedCodes) *)(p))
typedef uint16_t NAME(Shorts) __attribute__((vector_size(32)));
typedef float NAME(UnalignedFloats) __attribute__((vector_size(32), aligned(1), may_alias));
typedef uint8_t NAME(UnalignedCodes) __attribute__((vector_size(32), aligned(1), may_alias));

// Eight numbers of two bytes, so many bytes apart.
INLINE Half NAME(strided)(const uint8_t *at, long bytes) {
#define SHORT(b) (uint16_t)(at[bytes * b] | at[bytes * b + 1] << 8)
    const uint16_t shorts __attribute__((vector_size(16))) = {
        SHORT(0), SHORT(1), SHORT(2), SHORT(3), SHORT(4), SHORT(5), SHORT(6), SHORT(7)};
    return (Half)shorts;
#undef SHORT
}

// What the weights of eight blocks share.
INLINE Shared NAME(shared)(int type, const uint8_t *at) {
    const long bytes = STEP_BYTES[type] / EIGHT;
    Shared shared;
    if (type == Q4_K || type == Q5_K) {
        uint32_t low, high, rest;
        memcpy(&low, at + 4, 4);
        memcpy(&high, at + 8, 4);
        memcpy(&rest, at + 12, 4);
        const uint64_t upper = (rest & 0x0f0f0f0f) | (low >> 2 & 0x30303030);
        const uint64_t upper_minimums = (rest >> 4 & 0x0f0f0f0f) | (high >> 2 & 0x30303030);
        const Ints scales = EIGHT_BYTES((low & 0x3f3f3f3f) | upper << 32);
        const Ints minimums = EIGHT_BYTES((high & 0x3f3f3f3f) | upper_minimums << 32);
        shared.scales[0] = HALF(at) * __builtin_convertvector(scales, Floats);
        shared.offsets[0] = -HALF(at + 2) * __builtin_convertvector(minimums, Floats);
    } else if (type == Q6_K) {
        // A pair of signed bytes for each block.
        int16_t pairs __attribute__((vector_size(16)));
        memcpy(&pairs, at + 192, 16);
        const Ints both = __builtin_convertvector(pairs, Ints);
        shared.scales[0] = HALF(at + 208) * __builtin_convertvector(both << 24 >> 24, Floats);
        shared.scales[1] = HALF(at + 208) * __builtin_convertvector(both >> 8, Floats);
        shared.offsets[0] = -32 * shared.scales[0];
        shared.offsets[1] = -32 * shared.scales[1];
    } else {
        shared.scales[0] = EIGHT_HALVES(NAME(strided)(at, bytes));
        shared.offsets[0] = type == Q4_1 || type == Q5_1 ? EIGHT_HALVES(NAME(strided)(at + 2, bytes))
            : (type == Q8_0 ? 0.0f : type == Q5_0 ? -16.0f : -8.0f) * shared.scales[0];
    }
    return shared;
}

// The codes of block b of eight; those of Q8_0 with what is added so that QUADS can take them.
INLINE Codes NAME(codes)(int type, const uint8_t *at, int b) {
    const Codes byte = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3};
    const Codes bit = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128,
        1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8_t *block = at + STEP_BYTES[type] / EIGHT * b + (type == Q4_1 || type == Q5_1 ? 4 : 2);
    Codes codes;
    Half nibbles;
    uint32_t word;
    switch (type) {
        case Q8_0: return CODES_AT(block) + ADDED;
        case Q4_0: case Q4_1: case Q5_0: case Q5_1:
            memcpy(&nibbles, block + (type < Q5_0 ? 0 : 4), 16);
            codes = (Codes)JOINED(nibbles & 15, nibbles >> 4);
            if (type < Q5_0) return codes;
            memcpy(&word, block, 4);
            return codes | ((Codes)((SHUFFLED((int32_t)word - (Ints){0}, byte) & bit) == bit) & 16);
        case Q4_K: case Q5_K:
            codes = CODES_AT(at + (type == Q4_K ? 16 : 48) + b / 2 * 32);
            codes = b % 2 ? codes >> 4 : codes & 15;
            return type == Q4_K ? codes : codes | SHIFTED(CODES_AT(at + 16) >> b & 1);
        default: // Q6_K
            codes = CODES_AT(at + b / 4 * 64 + b % 2 * 32);
            codes = b & 2 ? codes >> 4 : codes & 15;
            return codes | SHIFTED(CODES_AT(at + 128 + b / 4 * 32) >> 2 * (b % 4) & 3);
    }
}

// Bytes of the next eight blocks of those that are left.
INLINE long NAME(taken)(int type, long blocks) {
    return blocks < EIGHT ? STEP_BYTES[type] / EIGHT * blocks : STEP_BYTES[type];
}

// At most seven blocks at the end of a row as eight of which the others add nothing.
INLINE const uint8_t *NAME(filled)(int type, const uint8_t *at, long blocks, uint8_t *room) {
    if (blocks >= EIGHT) return at;
    memset(room, 0, STEP_BYTES[type]);
    memcpy(room, at, NAME(taken)(type, blocks));
    return room;
}

// What the weights of eight blocks share, and what their codes and a token's bytes multiply and add up to: of Q6_K the first
// 16 of each block, and the others.
INLINE Shared NAME(eight)(int type, const uint8_t *at, const uint8_t *x, Ints *sums) {
    Ints t[EIGHT];
#pragma GCC unroll 8
    for (int b = 0; b < EIGHT; b++) {
        const Codes codes = NAME(codes)(type, at, b), token = CODES_AT(x + 32 * b);
        t[b] = (Ints)(type == Q8_0 ? EIGHT_SIGNED_QUADS(codes, token) : EIGHT_QUADS(codes, token));
    }
    const Ints lower = PAIRS(PAIRS(t[0], t[1]), PAIRS(t[2], t[3]));
    const Ints upper = PAIRS(PAIRS(t[4], t[5]), PAIRS(t[6], t[7]));
    sums[0] = (Ints)JOINED(HALF_OF(lower, 0), HALF_OF(upper, 0));
    sums[1] = (Ints)JOINED(HALF_OF(lower, 1), HALF_OF(upper, 1));
    if (type != Q6_K) sums[0] += sums[1];
    return NAME(shared)(type, at);
}

#if W == 16
#include "wide.c"
#define NEXT_EIGHT wide_eight
#else
#define NEXT_EIGHT NAME(eight)
#endif

INLINE void NAME(rounded_dots)(int type, const uint8_t *at, long rows, long columns, const void *token, float *y) {
    const long blocks = columns / 32;
    const uint8_t *x = token;
    const int32_t *starts = STARTS_OF(x, 1, blocks, 0);
    const float *scales = SCALES_OF(x, 1, blocks, 0), *firsts = scales + blocks, *seconds = firsts + blocks,
        *wholes = seconds + blocks;
    for (long row = 0; row < rows; row++) {
        Floats sums = {0};
        for (long k = 0; k < blocks; k += EIGHT) {
            uint8_t room[MOST_BYTES];
            const uint8_t *eight = NAME(filled)(type, at, blocks - k, room);
            ASK_FOR(at + AHEAD, STEP_BYTES[type]);
            Ints codes[2];
            const Shared shared = NEXT_EIGHT(type, eight, x + 32 * k, codes);
            const Floats scale = FLOATS_AT(scales + k);
            if (type == Q8_0) {
                if (ADDED) codes[0] += (Ints)FLOATS_AT(starts + k);
                sums = EIGHT_FMA(shared.scales[0] * scale, __builtin_convertvector(codes[0], Floats), sums);
            } else if (type == Q6_K) {
                sums = EIGHT_FMA(shared.scales[0] * scale, __builtin_convertvector(codes[0], Floats), sums);
                sums = EIGHT_FMA(shared.scales[1] * scale, __builtin_convertvector(codes[1], Floats), sums);
                sums = EIGHT_FMA(shared.offsets[0], FLOATS_AT(firsts + k), sums);
                sums = EIGHT_FMA(shared.offsets[1], FLOATS_AT(seconds + k), sums);
            } else {
                sums = EIGHT_FMA(shared.scales[0] * scale, __builtin_convertvector(codes[0], Floats), sums);
                sums = EIGHT_FMA(shared.offsets[0], FLOATS_AT(wholes + k), sums);
            }
            at += NAME(taken)(type, blocks - k);
        }
        y[row] = ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
    }
}
#undef NEXT_EIGHT

// Eight numbers of each of W rows, so many registers apart, as one vector of all rows for each number.
INLINE void NAME(turned)(const Ints *rows, long apart, V *numbers) {
#ifdef LOW_PAIRS
    V z[8], fours[8];
    for (int i = 0; i < 8; i++) z[i] = TWO_ROWS(rows, apart, i);
    for (int i = 0; i < 8; i += 4) {
        const V low = LOW_PAIRS(z[i], z[i + 1]), high = HIGH_PAIRS(z[i], z[i + 1]);
        const V lower = LOW_PAIRS(z[i + 2], z[i + 3]), higher = HIGH_PAIRS(z[i + 2], z[i + 3]);
        fours[i] = LOW_FOURS(low, lower);
        fours[i + 1] = HIGH_FOURS(low, lower);
        fours[i + 2] = LOW_FOURS(high, higher);
        fours[i + 3] = HIGH_FOURS(high, higher);
    }
    for (int i = 0; i < 4; i++) {
        numbers[i] = EVEN_QUARTERS(fours[i], fours[i + 4]);
        numbers[i + 4] = ODD_QUARTERS(fours[i], fours[i + 4]);
    }
#else
    for (int r = 0; r < W; r++) {
        for (int i = 0; i < 8; i++) ((int32_t *)numbers)[i * W + r] = rows[r * apart][i];
    }
#endif
}

// Tiles of W rows, [row / W][block][codes: column / 4][row % W][column % 4], behind them scales and offsets of all rows.
INLINE void NAME(rounded_panels)(int type, const uint8_t *at, long rows, long columns, void *panel) {
    const long blocks = columns / 32, bytes = STEP_BYTES[type] * blocks / EIGHT;
    for (long row = 0; row < rows; row += W, at += W * bytes) {
        uint8_t *out = (uint8_t *)panel + row * blocks * (PANEL_BYTES(type) / W);
        for (long k = 0; k < blocks; k += EIGHT) {
            const long count = blocks - k < EIGHT ? blocks - k : EIGHT;
            Ints codes[W][EIGHT], scales[2][W], offsets[2][W];
            for (int r = 0; r < W; r++) {
                uint8_t room[MOST_BYTES];
                // Rows that are not there are as the last one; nobody asks for their sums.
                const uint8_t *from = at + (row + r < rows ? r : rows - row - 1) * bytes + STEP_BYTES[type] * k / EIGHT;
                const uint8_t *eight = NAME(filled)(type, from, count, room);
                ASK_FOR(from + W * bytes, STEP_BYTES[type]);
#pragma GCC unroll 8
                for (int b = 0; b < EIGHT; b++) codes[r][b] = (Ints)NAME(codes)(type, eight, b);
                const Shared shared = NAME(shared)(type, eight);
                for (int half = 0; half < (type == Q6_K ? 2 : 1); half++) {
                    scales[half][r] = (Ints)shared.scales[half];
                    offsets[half][r] = (Ints)shared.offsets[half];
                }
            }
            V numbers[EIGHT];
            for (int b = 0; b < count; b++) {
                NAME(turned)(&codes[0][b], EIGHT, numbers);
                memcpy(out + (k + b) * PANEL_BYTES(type), numbers, sizeof numbers);
            }
            for (int i = 0; i < (type == Q6_K ? 4 : 2); i++) {
                NAME(turned)(i % 2 ? offsets[i / 2] : scales[i / 2], 1, numbers);
                for (int b = 0; b < count; b++) {
                    memcpy(out + (k + b) * PANEL_BYTES(type) + (32 + 4 * i) * W, &numbers[b], 4 * W);
                }
            }
        }
    }
}

// Rounds tokens.
TARGET static void NAME(rounded_tile)(const float *x, long stride, long tokens, long columns, uint8_t *tile) {
    const long blocks = columns / 32, apart = APART(tokens, blocks);
    for (long k = 0; k < blocks; k++) {
        for (long t = 0; t < tokens; t++) {
            const float *from = x + t * stride + 32 * k;
            int8_t *codes = (int8_t *)CODES_OF(tile, tokens, k) + 32 * t;
            int32_t *start = (int32_t *)STARTS_OF(tile, tokens, blocks, k) + t;
            float *scale = (float *)start + apart;
            I most = {0};
            for (int j = 0; j < 32; j += W) {
                const I size = (I)LOAD(from + j) & 0x7fffffff, more = size > most;
                most = (size & more) | (most & ~more);
            }
            int32_t bits = 0;
            for (int j = 0; j < W; j++) bits = most[j] > bits ? most[j] : bits;
            float largest;
            memcpy(&largest, &bits, 4);
            const float by = largest > 0 ? 127 / largest : 0;
            int32_t sums[2] = {0};
            for (int j = 0; j < 32; j++) {
                // 1.5 x 2^23: behind it a float has no room for less than ones, and rounds to even.
                const float rounded = from[j] * by + 12582912.0f;
                int32_t code;
                memcpy(&code, &rounded, 4);
                codes[j] = (int8_t)code;
                sums[j / 16] += codes[j];
            }
            *start = -128 * (sums[0] + sums[1]);
            scale[0] = largest / 127;
            scale[apart] = scale[0] * (float)sums[0];
            scale[2 * apart] = scale[0] * (float)sums[1];
            scale[3 * apart] = scale[0] * (float)(sums[0] + sums[1]);
        }
    }
}

// W rows with the tokens of a tile.
INLINE void NAME(rounded_products)(int type, const uint8_t *w, const uint8_t *x, long blocks, int tokens, V *y) {
    const long apart = APART(tokens, blocks);
    V parts[EIGHT][ROUNDED_TOKENS];
    for (int part = 0; part < EIGHT; part++) {
        V sums[ROUNDED_TOKENS] = {{0}};
        for (long k = part; k < blocks; k += EIGHT) {
            const uint8_t *rows = w + k * PANEL_BYTES(type), *codes = CODES_OF(x, tokens, k);
            const int32_t *starts = STARTS_OF(x, tokens, blocks, k);
            const float *scales = SCALES_OF(x, tokens, blocks, k);
            I first[ROUNDED_TOKENS] = {{0}}, second[ROUNDED_TOKENS] = {{0}};
            if (type == Q8_0 && ADDED) {
#pragma GCC unroll 8
                for (int t = 0; t < tokens; t++) first[t] = starts[t] - (I){0};
            }
#pragma GCC unroll 8
            for (int i = 0; i < 8; i++) {
                const I four = (I)LOAD(rows + i * 4 * W);
#pragma GCC unroll 8
                for (int t = 0; t < tokens; t++) {
                    int32_t quad;
                    memcpy(&quad, codes + 32 * t + 4 * i, 4);
                    if (type == Q8_0) first[t] = SIGNED_QUADS(first[t], four, quad - (I){0});
                    else if (type == Q6_K && i > 3) second[t] = QUADS(second[t], four, quad - (I){0});
                    else first[t] = QUADS(first[t], four, quad - (I){0});
                }
            }
#pragma GCC unroll 8
            for (int t = 0; t < tokens; t++) {
                const V scale = LOAD(rows + 32 * W);
                sums[t] = FMA(scale * scales[t], __builtin_convertvector(first[t], V), sums[t]);
                if (type == Q6_K) {
                    sums[t] = FMA(LOAD(rows + 40 * W) * scales[t], __builtin_convertvector(second[t], V), sums[t]);
                    sums[t] = FMA(LOAD(rows + 36 * W), scales[apart + t] - (V){0}, sums[t]);
                    sums[t] = FMA(LOAD(rows + 44 * W), scales[2 * apart + t] - (V){0}, sums[t]);
                } else if (type != Q8_0) {
                    sums[t] = FMA(LOAD(rows + 36 * W), scales[3 * apart + t] - (V){0}, sums[t]);
                }
            }
        }
        memcpy(parts[part], sums, sizeof sums);
    }
    for (int t = 0; t < tokens; t++) {
        y[t] = ((parts[0][t] + parts[4][t]) + (parts[2][t] + parts[6][t]))
            + ((parts[1][t] + parts[5][t]) + (parts[3][t] + parts[7][t]));
    }
}

// Q8_0 has signs, Q6_K two halves to a block; all others are alike by now.
TARGET static void NAME(rounded_some)(int type, const uint8_t *w, const uint8_t *x, long blocks, int tokens, V *y) {
#define SOME(n) case n: type == Q8_0 ? NAME(rounded_products)(Q8_0, w, x, blocks, n, y) \
    : type == Q6_K ? NAME(rounded_products)(Q6_K, w, x, blocks, n, y) \
    : NAME(rounded_products)(Q4_0, w, x, blocks, n, y); break;
    switch (tokens) {
        SOME(1) SOME(2) SOME(3) SOME(4)
#if ROUNDED_TOKENS > 4
        SOME(5) SOME(6) SOME(7) SOME(8)
#endif
    }
#undef SOME
}

TARGET static void NAME(rounded_multiply)(
    int type, const uint8_t *panel, long rows, long columns, const uint8_t *x, long tokens, float *y, long stride) {
    const long blocks = columns / 32;
    for (long t = 0; t < tokens; t += ROUNDED_TOKENS) {
        const int width = tokens - t < ROUNDED_TOKENS ? tokens - t : ROUNDED_TOKENS;
        for (long r = 0; r < rows; r += W) {
            const long down = rows - r < W ? rows - r : W;
            V sums[ROUNDED_TOKENS];
            NAME(rounded_some)(type, panel + r / W * blocks * PANEL_BYTES(type), x + t * blocks * ROUNDED_BYTES, blocks, width,
                sums);
            for (int i = 0; i < width; i++) memcpy(y + (t + i) * stride + r, &sums[i], 4 * down);
        }
    }
}
