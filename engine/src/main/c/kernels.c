// The products of plimsoll.engine.kernels in C: the same sums in the same order as plimsoll.engine.quantised.Summation,
// to the bit. Optional: NativeKernels calls it where it was built, checks it first, and does without where it was not.
//
//   cc -O3 -ffp-contract=off -shared -fPIC -o kernels.so kernels.c
//
// The file includes itself once for each instruction set, with W floats in a vector and tiles of TOKENS tokens; which one
// runs is chosen when the library is loaded. Nothing here allocates or checks a bound: Java does, before.
#ifndef W
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline)) TARGET
#define PASTE(a, b) a##b
#define NAMED(a, b) PASTE(a, b)
#define NAME(name) NAMED(name##_, W)
#define ROWS 4          // rows of a tile
#define LANES 64        // lanes of a running sum
#define TILES_DOWN 2    // tiles of a block
#define TILES_ACROSS 4
#define AHEAD 2048      // bytes of weights that are asked for before they are needed
// For each instruction set:
#define PARTS (LANES / W)  // vectors of a running sum
#define QUARTERS (16 / W)  // vectors of a group of 16 lanes
#define V NAME(V)
#define I NAME(I)
#define Four NAME(Four)
#define Tile NAME(Tile)
#define LOAD(p) (*(const NAME(Unaligned) *)(p))

// As CLibrary numbers them. The formats from Q4_K on come in blocks of 256.
enum { F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K, FORMATS };
#define ONE(format, kernel, ...) case format: kernel(format, __VA_ARGS__); break;
#define EACH_FORMAT(...) \
    switch (type) { \
        ONE(F32, __VA_ARGS__) ONE(F16, __VA_ARGS__) ONE(BF16, __VA_ARGS__) ONE(Q8_0, __VA_ARGS__) \
        ONE(Q4_0, __VA_ARGS__) ONE(Q4_1, __VA_ARGS__) ONE(Q5_0, __VA_ARGS__) ONE(Q5_1, __VA_ARGS__) \
        ONE(Q4_K, __VA_ARGS__) ONE(Q5_K, __VA_ARGS__) ONE(Q6_K, __VA_ARGS__) \
    }

// How many bytes 64 weights take, or 256 of those that come in such blocks.
static const long STEP_BYTES[FORMATS] = {256, 128, 128, 68, 36, 40, 44, 48, 144, 176, 210};

static const int32_t LANE[16] __attribute__((aligned(64))) = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
static const float COUNT[16] __attribute__((aligned(64))) = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

// What the weights of a block of 256 share.
typedef struct { float scales[16], minimums[8]; } Head;

// What is exported, for one instruction set.
typedef struct {
    int width, tokens;
    void (*dot)(int, const uint8_t *, long, long, const float *, float *);
    void (*unpack)(int, const uint8_t *, long, long, float *);
    void (*arrange)(const float *, long, long, long, float *);
    void (*multiply)(const float *, long, long, const float *, long, float *, long);
} Kernels;

#if defined(__x86_64__)
#include <immintrin.h>
#define HALF(p) _cvtsh_ss((uint16_t)((p)[0] | (p)[1] << 8))
#define W 8
#define TOKENS 3
#define TARGET __attribute__((target("avx2,fma,f16c")))
#define FMA(a, b, c) (V)_mm256_fmadd_ps(a, b, c)
#define SIGNED(p) (I)_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(p)))
#define UNSIGNED(p) (I)_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(p)))
#define SHORTS(p) (I)_mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)(p)))
#define HALVES(p) (V)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(p)))
#define FOUR(v) (Four)_mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1))
#include "kernels.c"
#define W 16
#define TOKENS 6
#define TARGET __attribute__((target("avx512f,avx2,fma,f16c")))
#define FMA(a, b, c) (V)_mm512_fmadd_ps(a, b, c)
#define SIGNED(p) (I)_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)(p)))
#define UNSIGNED(p) (I)_mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(p)))
#define SHORTS(p) (I)_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(p)))
#define HALVES(p) (V)_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(p)))
#define ALL_HALF(p) (V)_mm512_cvtph_ps(_mm256_set1_epi16((short)((p)[0] | (p)[1] << 8)))
// The sixteen values that four bits stand for make one vector, and the bits are places in it; for five bits there are two.
#define LOOK(table, n) (V)_mm512_permutexvar_ps((__m512i)(n), (__m512)(table))
#define LOOK_TOO(low, high, upper, n) \
    (V)_mm512_mask_permutexvar_ps((__m512)LOOK(low, n), upper, (__m512i)(n), (__m512)(high))
#define HAS_BIT(n, bit) _mm512_test_epi32_mask((__m512i)(n), _mm512_set1_epi32(1 << (bit)))
#define BYTES(p) _mm256_loadu_si256((const __m256i *)(p))
#define MASKED(v, bits) _mm256_and_si256(v, _mm256_set1_epi8(bits))
#define UPPER(v) _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(v), 1))
#define EIGHT(v) _mm256_add_ps(_mm512_castps512_ps256(v), UPPER(v))
#define FOUR(v) (Four)_mm_add_ps(_mm256_castps256_ps128(EIGHT(v)), _mm256_extractf128_ps(EIGHT(v), 1))
#include "kernels.c"
static const Kernels *best(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f")) return &kernels_16;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernels_8 : 0;
}
#elif defined(__aarch64__)
#include <arm_neon.h>
#define HALF(p) ((float)*(const __fp16 *)(p))
#define W 4
#define TOKENS 6
#define TARGET
#define FMA(a, b, c) (V)vfmaq_f32((float32x4_t)(c), (float32x4_t)(a), (float32x4_t)(b))
#define FOUR_BYTES(p) vreinterpret_u8_u32(vld1_dup_u32((const uint32_t *)(p)))
#define SIGNED(p) (I)vmovl_s16(vget_low_s16(vmovl_s8(vreinterpret_s8_u8(FOUR_BYTES(p)))))
#define UNSIGNED(p) (I)vmovl_u16(vget_low_u16(vmovl_u8(FOUR_BYTES(p))))
#define SHORTS(p) (I)vmovl_u16(vld1_u16((const uint16_t *)(p)))
#define HALVES(p) (V)vcvt_f32_f16(vld1_f16((const __fp16 *)(p)))
#define FOUR(v) (v)
#include "kernels.c"
static const Kernels *best(void) { return &kernels_4; }
#else
static const Kernels *best(void) { return 0; }
#endif

static const Kernels *kernels;

// Where a thread goes on whose weights are gone: somebody has shortened their file. Other faults are for who was asked
// before us.
static __thread sigjmp_buf *volatile way_out;
static struct sigaction before;

static void on_fault(int number, siginfo_t *about, void *context) {
    if (way_out) siglongjmp(*way_out, 1);
    if (before.sa_flags & SA_SIGINFO) before.sa_sigaction(number, about, context);
    else if (before.sa_handler == SIG_DFL) signal(number, SIG_DFL); // it happens again, and then counts
    else if (before.sa_handler != SIG_IGN) before.sa_handler(number);
}

#define UNLESS_FAULT(call) \
    sigjmp_buf here; \
    if (sigsetjmp(here, 0)) { way_out = 0; return 0; } \
    way_out = &here; \
    call; \
    way_out = 0; \
    return 1;

__attribute__((constructor)) static void choose(void) {
    struct sigaction ours;
    memset(&ours, 0, sizeof ours);
    ours.sa_sigaction = on_fault;
    ours.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    kernels = best();
    if (kernels) sigaction(SIGBUS, &ours, &before);
}

// Floats in a vector; 0 when this machine has none of the instruction sets, and nothing else may be called.
int plimsoll_width(void) { return kernels ? kernels->width : 0; }

// Tokens in a tile.
int plimsoll_tokens(void) { return kernels->tokens; }

// y[r] = weights[r] . x, of rows that lie one behind the other; columns are a multiple of 64 or, from Q4_K on, of 256.
// 0 when the weights could not be read.
int plimsoll_dot(int type, const uint8_t *weights, long rows, long columns, const float *x, float *y) {
    UNLESS_FAULT(kernels->dot(type, weights, rows, columns, x, y))
}

// Rows of weights as floats: tiles of four rows, [row / 4][part][column / 64][row % 4][W], where part p holds the columns
// that go into lanes p W and following. 0 when the weights could not be read.
int plimsoll_unpack(int type, const uint8_t *weights, long rows, long columns, float *panel) {
    UNLESS_FAULT(kernels->unpack(type, weights, rows, columns, panel))
}

// One tile of up to TOKENS rows of x, `stride` floats apart, laid out in the same way.
void plimsoll_arrange(const float *x, long stride, long tokens, long columns, float *tile) {
    kernels->arrange(x, stride, tokens, columns, tile);
}

// y[t stride + r] = panel[r] . x[t]; x as arranged, all tiles but the last of TOKENS tokens.
void plimsoll_multiply(
    const float *panel, long rows, long columns, const float *x, long tokens, float *y, long stride) {
    kernels->multiply(panel, rows, columns, x, tokens, y, stride);
}

#else
typedef float V __attribute__((vector_size(4 * W)));
typedef int32_t I __attribute__((vector_size(4 * W)));
typedef float Four __attribute__((vector_size(16)));
typedef float NAME(Unaligned) __attribute__((vector_size(4 * W), aligned(4), may_alias));

INLINE Head NAME(open)(int type, const uint8_t *block) {
    Head head;
    if (type == Q4_K || type == Q5_K) {
        uint32_t low, high, rest, scales[2], minimums[2];
        memcpy(&low, block + 4, 4);
        memcpy(&high, block + 8, 4);
        memcpy(&rest, block + 12, 4);
        scales[0] = low & 0x3f3f3f3f;
        scales[1] = (rest & 0x0f0f0f0f) | (low >> 2 & 0x30303030);
        minimums[0] = high & 0x3f3f3f3f;
        minimums[1] = (rest >> 4 & 0x0f0f0f0f) | (high >> 2 & 0x30303030);
        float scale = HALF(block), minus = -HALF(block + 2);
        for (int i = 0; i < 8; i++) head.scales[i] = scale * (float)((const uint8_t *)scales)[i];
        for (int i = 0; i < 8; i++) head.minimums[i] = minus * (float)((const uint8_t *)minimums)[i];
    } else if (type == Q6_K) {
        float scale = HALF(block + 208);
        for (int i = 0; i < 16; i++) head.scales[i] = scale * (float)((const int8_t *)block)[192 + i];
    }
    return head;
}

#ifdef LOOK
// The same where a vector holds all that four bits can stand for.
INLINE V NAME(looked_up)(int type, const uint8_t *at, const uint8_t *step, const Head *head, int s, int j) {
    const int minimum = type == Q4_1 || type == Q5_1, small = type < Q4_K;
    const V count = *(const V *)COUNT;
    const V scale = small ? ALL_HALF(at) : head->scales[s] - (V){0};
    const V least = !small ? head->minimums[s] - (V){0}
        : minimum ? ALL_HALF(at + 2) : (type == Q5_0 ? -16.0f : -8.0f) * scale;
    const V low = FMA(count, scale, least), high = FMA(count + 16, scale, least);
    uint16_t fifth;
    I n;
    switch (type) {
        case Q4_0: case Q4_1:
            n = UNSIGNED(at + (minimum ? 4 : 2));
            return LOOK(low, j ? n >> 4 : n);
        case Q5_0: case Q5_1:
            n = UNSIGNED(at + (minimum ? 8 : 6));
            memcpy(&fifth, at + (minimum ? 4 : 2) + j / 8, 2);
            return LOOK_TOO(low, high, fifth, j ? n >> 4 : n);
        case Q4_K:
            n = UNSIGNED(step + 16 + s / 2 * 32 + j);
            return LOOK(low, s % 2 ? n >> 4 : n);
        default: // Q5_K
            n = UNSIGNED(step + 48 + s / 2 * 32 + j);
            return LOOK_TOO(low, high, HAS_BIT(UNSIGNED(step + 16 + j), s), s % 2 ? n >> 4 : n);
    }
}

// Six bits are put together as bytes, of which more fit into a vector.
INLINE V NAME(six)(const uint8_t *step, const Head *head, int s, int j) {
    const __m256i low = BYTES(step + s / 4 * 64 + s % 2 * 32), high = BYTES(step + 128 + s / 4 * 32);
    const __m256i upper = s % 4 == 0 ? _mm256_slli_epi16(high, 4) : s % 4 == 1 ? _mm256_slli_epi16(high, 2)
        : s % 4 == 2 ? high : _mm256_srli_epi16(high, 2);
    const __m256i n = _mm256_sub_epi8(
        _mm256_or_si256(MASKED(s & 2 ? _mm256_srli_epi16(low, 4) : low, 15), MASKED(upper, 48)), _mm256_set1_epi8(32));
    const __m128i half = j ? _mm256_extracti128_si256(n, 1) : _mm256_castsi256_si128(n);
    return __builtin_convertvector((I)_mm512_cvtepi8_epi32(half), V) * head->scales[2 * s + j / 16];
}
#endif

// W of the 32 weights number s of a step, from the j-th on.
INLINE V NAME(weights)(int type, const uint8_t *step, const Head *head, int s, int j) {
    const uint8_t *at = step + STEP_BYTES[type] / 2 * s;
    const int minimum = type == Q4_1 || type == Q5_1, five = type == Q5_0 || type == Q5_1 || type == Q5_K;
    float scale;
    int32_t word;
    I n;
#ifdef LOOK
    if (type == Q6_K) return NAME(six)(step, head, s, j);
    if (type > Q8_0) return NAME(looked_up)(type, at, step, head, s, j);
    if (type == Q8_0) return __builtin_convertvector(SIGNED(at + 2 + j), V) * ALL_HALF(at);
#endif
    switch (type) {
        case F32: return LOAD(step + 128 * s + 4 * j);
        case F16: return HALVES(step + 64 * s + 2 * j);
        case BF16: return (V)(SHORTS(step + 64 * s + 2 * j) << 16);
        case Q8_0:
            return __builtin_convertvector(SIGNED(at + 2 + j), V) * HALF(at);
        case Q4_0: case Q4_1: case Q5_0: case Q5_1:
            n = UNSIGNED(at + (minimum ? 4 : 2) + (five ? 4 : 0) + j % 16);
            n = j < 16 ? n & 15 : n >> 4;
            if (five) {
                memcpy(&word, at + (minimum ? 4 : 2), 4);
                n |= (word - (I){0} >> *(const I *)LANE + j & 1) << 4;
            }
            scale = HALF(at);
            return FMA(
                __builtin_convertvector(n, V),
                scale - (V){0},
                (minimum ? HALF(at + 2) : (five ? -16.0f : -8.0f) * scale) - (V){0});
        case Q4_K: case Q5_K:
            n = UNSIGNED(step + (five ? 48 : 16) + s / 2 * 32 + j);
            n = s % 2 ? n >> 4 : n & 15;
            if (five) n |= (UNSIGNED(step + 16 + j) >> s & 1) << 4;
            return FMA(__builtin_convertvector(n, V), head->scales[s] - (V){0}, head->minimums[s] - (V){0});
        default: // Q6_K
            n = UNSIGNED(step + s / 4 * 64 + s % 2 * 32 + j) >> (s & 2 ? 4 : 0) & 15;
            n |= (UNSIGNED(step + 128 + s / 4 * 32 + j) >> 2 * (s % 4) & 3) << 4;
            return __builtin_convertvector(n - 32, V) * head->scales[2 * s + j / 16];
    }
}

// Adds up 16 lanes, given as vectors: the upper half onto the lower until one is left.
INLINE float NAME(fold)(const V *t) {
#if W == 4
    Four four = (t[0] + t[2]) + (t[1] + t[3]);
#elif W == 8
    Four four = FOUR(t[0] + t[1]);
#else
    Four four = FOUR(t[0]);
#endif
    return (four[0] + four[2]) + (four[1] + four[3]);
}

INLINE void NAME(dots)(int type, const uint8_t *at, long rows, long columns, const float *x, float *y) {
    const int count = type < Q4_K ? 2 : 8;
    for (long row = 0; row < rows; row++) {
        V sums[PARTS] = {{0}};
        for (long k = 0; k < columns; k += 32 * count, at += STEP_BYTES[type]) {
            Head head = NAME(open)(type, at);
            for (int b = 0; b < STEP_BYTES[type]; b += 64) __builtin_prefetch(at + AHEAD + b);
#pragma GCC unroll 4
            for (int s = 0; s < count; s += 2) {
#pragma GCC unroll 16
                for (int p = 0; p < PARTS; p++) {
                    V w = NAME(weights)(type, at, &head, s + p * W / 32, p * W % 32);
                    sums[p] = FMA(w, LOAD(x + k + 32 * s + W * p), sums[p]);
                }
            }
        }
        V t[QUARTERS];
#pragma GCC unroll 4
        for (int q = 0; q < QUARTERS; q++) {
            t[q] = (sums[q] + sums[QUARTERS + q]) + (sums[2 * QUARTERS + q] + sums[3 * QUARTERS + q]);
        }
        y[row] = NAME(fold)(t);
    }
}

INLINE void NAME(unpacked)(int type, const uint8_t *at, long rows, long columns, float *panel) {
    const int count = type < Q4_K ? 2 : 8;
    const long steps = columns / LANES;
    for (long row = 0; row < rows; row++) {
        float *out = panel + row / ROWS * ROWS * columns + row % ROWS * W;
        for (long k = 0; k < steps; k += count / 2, at += STEP_BYTES[type]) {
            Head head = NAME(open)(type, at);
#pragma GCC unroll 4
            for (int s = 0; s < count; s += 2) {
#pragma GCC unroll 16
                for (int p = 0; p < PARTS; p++) {
                    V w = NAME(weights)(type, at, &head, s + p * W / 32, p * W % 32);
                    memcpy(out + (p * steps + k + s / 2) * ROWS * W, &w, sizeof w);
                }
            }
        }
    }
}

TARGET static void NAME(dot)(int type, const uint8_t *at, long rows, long columns, const float *x, float *y) {
    EACH_FORMAT(NAME(dots), at, rows, columns, x, y)
}

TARGET static void NAME(unpack)(int type, const uint8_t *at, long rows, long columns, float *panel) {
    EACH_FORMAT(NAME(unpacked), at, rows, columns, panel)
}

TARGET static void NAME(arrange)(const float *x, long stride, long tokens, long columns, float *tile) {
    for (int p = 0; p < PARTS; p++) {
        for (long k = p * W; k < columns; k += LANES) {
            for (long t = 0; t < tokens; t++, tile += W) memcpy(tile, x + t * stride + k, 4 * W);
        }
    }
}

// The sums of a tile: those of the running part, of the first two groups, and of each quarter of all groups.
typedef struct { V first[ROWS][TOKENS], second[ROWS][TOKENS], whole[ROWS][TOKENS][QUARTERS]; } Tile;

// One part of the lanes of one tile, then added to the parts before: (g0 + g1) + (g2 + g3).
INLINE void NAME(part)(const float *w, const float *x, long steps, int tokens, int group, int quarter, Tile *tile) {
    V sums[ROWS][TOKENS] = {{{0}}};
    for (long k = 0; k < steps; k++, w += ROWS * W, x += tokens * W) {
#pragma GCC unroll 4
        for (int r = 0; r < ROWS; r++) {
            V row = LOAD(w + r * W);
#pragma GCC unroll 6
            for (int t = 0; t < tokens; t++) sums[r][t] = FMA(row, LOAD(x + t * W), sums[r][t]);
        }
    }
#pragma GCC unroll 4
    for (int r = 0; r < ROWS; r++) {
#pragma GCC unroll 6
        for (int t = 0; t < tokens; t++) {
            switch (group) {
                case 0: tile->first[r][t] = sums[r][t]; break;
                case 1: tile->first[r][t] += sums[r][t]; break;
                case 2: tile->second[r][t] = sums[r][t]; break;
                default: tile->whole[r][t][quarter] = tile->first[r][t] + (tile->second[r][t] + sums[r][t]);
            }
        }
    }
}

TARGET static void NAME(one)(const float *w, const float *x, long steps, int tokens, int group, int quarter, Tile *tile) {
#define WIDE(n) case n: NAME(part)(w, x, steps, n, group, quarter, tile); break;
    switch (tokens) {
        WIDE(1) WIDE(2) WIDE(3)
#if TOKENS > 3
        WIDE(4) WIDE(5) WIDE(6)
#endif
    }
}

// A few tiles at a time: their part of rows and tokens stays in the nearest cache while it is used.
TARGET static void NAME(block)(
    const float *panel, long rows, long columns, const float *x, long tokens, float *y, long stride) {
    Tile tiles[TILES_DOWN][TILES_ACROSS];
    const long steps = columns / LANES;
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        for (int group = 0; group < 4; group++) {
            long part = (group * QUARTERS + quarter) * steps * W;
            for (long r = 0; r < rows; r += ROWS) {
                for (long t = 0; t < tokens; t += TOKENS) {
                    int width = tokens - t < TOKENS ? tokens - t : TOKENS;
                    NAME(one)(panel + r * columns + part * ROWS, x + t * columns + part * width, steps, width, group,
                        quarter, &tiles[r / ROWS][t / TOKENS]);
                }
            }
        }
    }
    for (long t = 0; t < tokens; t++) {
        for (long r = 0; r < rows; r++) {
            y[t * stride + r] = NAME(fold)(tiles[r / ROWS][t / TOKENS].whole[r % ROWS][t % TOKENS]);
        }
    }
}

TARGET static void NAME(multiply)(
    const float *panel, long rows, long columns, const float *x, long tokens, float *y, long stride) {
    const long down = TILES_DOWN * ROWS, across = TILES_ACROSS * TOKENS;
    for (long t = 0; t < tokens; t += across) {
        for (long r = 0; r < rows; r += down) {
            NAME(block)(panel + r * columns, rows - r < down ? rows - r : down, columns, x + t * columns,
                tokens - t < across ? tokens - t : across, y + t * stride + r, stride);
        }
    }
}

static const Kernels NAME(kernels) = {
    W, TOKENS, NAME(dot), NAME(unpack), NAME(arrange), NAME(multiply)};

#undef W
#undef TOKENS
#undef TARGET
#undef FMA
#undef SIGNED
#undef UNSIGNED
#undef SHORTS
#undef HALVES
#undef FOUR
#endif
