// The products of plimsoll.engine.kernels in C. Optional: NativeKernels calls it where it was built, checks it first, and
// does without where it was not.
//
//   cc -O3 -ffp-contract=off -shared -fPIC -o kernels.so kernels.c
//
// Floats are summed in the order of plimsoll.engine.quantised.Summation, to the bit. Weights of four to eight bits are
// multiplied with tokens that are rounded to eight: bytes.c, and plimsoll.engine.quantised.RoundedSums.
//
// The file includes itself once for each instruction set, with W floats in a vector and tiles of TOKENS tokens (of
// ROUNDED_TOKENS for bytes); which one runs is chosen when the library is loaded. Nothing here allocates or checks a bound:
// Java does, before.
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
// Weights are asked for so many bytes before they are needed, into the second cache: on its way into the first a line is in
// the way of the token.
#define AHEAD 8192
#define ASK_FOR(at, bytes) for (long b = 0; b < (bytes); b += 64) __builtin_prefetch((at) + b, 0, 2)
// For each instruction set:
#define PARTS (LANES / W)  // vectors of a running sum
#define QUARTERS (16 / W)  // vectors of a group of 16 lanes
#define V NAME(V)
#define I NAME(I)
#define Four NAME(Four)
#define Tile NAME(Tile)
#define LOAD(p) (*(const NAME(Unaligned) *)(p))

// 32 bytes, and what else a register of as many holds.
typedef uint8_t Half __attribute__((vector_size(16)));
typedef uint8_t Codes __attribute__((vector_size(32)));
typedef int32_t Ints __attribute__((vector_size(32)));
typedef float Floats __attribute__((vector_size(32)));

// As CLibrary numbers them. Those from Q8_0 on are multiplied with rounded tokens, those from Q4_K on come in blocks of 256.
enum { F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K, FORMATS };
#define ONE(format, kernel, ...) case format: NAME(kernel)(format, __VA_ARGS__); break;
#define EACH_FORMAT(kernel, ...) \
    switch (type) { \
        ONE(F32, kernel, __VA_ARGS__) ONE(F16, kernel, __VA_ARGS__) \
        ONE(BF16, kernel, __VA_ARGS__) ONE(Q8_0, rounded_##kernel, __VA_ARGS__) \
        ONE(Q4_0, rounded_##kernel, __VA_ARGS__) ONE(Q4_1, rounded_##kernel, __VA_ARGS__) \
        ONE(Q5_0, rounded_##kernel, __VA_ARGS__) ONE(Q5_1, rounded_##kernel, __VA_ARGS__) \
        ONE(Q4_K, rounded_##kernel, __VA_ARGS__) ONE(Q5_K, rounded_##kernel, __VA_ARGS__) \
        ONE(Q6_K, rounded_##kernel, __VA_ARGS__) \
    }

// How many bytes 64 weights of a format take that is summed as floats, or 256 of one that is not.
static const long STEP_BYTES[FORMATS] = {256, 128, 128, 272, 144, 160, 176, 192, 144, 176, 210};

// What is exported, for one instruction set.
typedef struct {
    int width, tokens, rounded_tokens;
    void (*dot)(int, const uint8_t *, long, long, const void *, float *);
    void (*unpack)(int, const uint8_t *, long, long, void *);
    void (*arrange)(int, const float *, long, long, long, void *);
    void (*multiply)(int, const void *, long, long, const void *, long, float *, long);
} Kernels;

#if defined(__x86_64__)
#include <immintrin.h>
#define HALF(p) _cvtsh_ss((uint16_t)((p)[0] | (p)[1] << 8))
#define W 8
#define TOKENS 3
#define TARGET __attribute__((target("avx2,fma,f16c")))
#define FMA(a, b, c) (V)_mm256_fmadd_ps(a, b, c)
#define SHORTS(p) (I)_mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)(p)))
#define HALVES(p) (V)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(p)))
#define FOUR(v) (Four)_mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1))
#define ROUNDED_TOKENS 4
// Products of a byte without and a byte with a sign, four of them added onto each lane. The former are 128 at most and the
// latter 127, so that two products fit into 16 bits.
#define QUADS(sums, u, x) (I)_mm256_add_epi32((__m256i)(sums), _mm256_madd_epi16( \
    _mm256_maddubs_epi16((__m256i)(u), (__m256i)(x)), _mm256_set1_epi16(1)))
#define EIGHT_QUADS(u, x) QUADS(_mm256_setzero_si256(), u, x)
// The same of two bytes with a sign: that of the former is left to the latter.
#define ADDED 0
#define SIGNED_QUADS(sums, q, x) QUADS(sums, _mm256_abs_epi8((__m256i)(q)), _mm256_sign_epi8((__m256i)(x), (__m256i)(q)))
#define EIGHT_SIGNED_QUADS(q, x) SIGNED_QUADS(_mm256_setzero_si256(), q, x)
#define TWO_ROWS(rows, apart, i) (V)(rows)[(apart) * (i)]
#define LOW_PAIRS(a, b) (V)_mm256_unpacklo_ps((__m256)(a), (__m256)(b))
#define HIGH_PAIRS(a, b) (V)_mm256_unpackhi_ps((__m256)(a), (__m256)(b))
#define LOW_FOURS(a, b) (V)_mm256_unpacklo_pd((__m256d)(a), (__m256d)(b))
#define HIGH_FOURS(a, b) (V)_mm256_unpackhi_pd((__m256d)(a), (__m256d)(b))
#define EVEN_QUARTERS(a, b) (V)_mm256_permute2f128_ps((__m256)(a), (__m256)(b), 0x20)
#define ODD_QUARTERS(a, b) (V)_mm256_permute2f128_ps((__m256)(a), (__m256)(b), 0x31)
#define PAIRS(a, b) (Ints)_mm256_hadd_epi32((__m256i)(a), (__m256i)(b))
#define EIGHT_HALVES(v) (Floats)_mm256_cvtph_ps((__m128i)(v))
#define EIGHT_BYTES(bytes) (Ints)_mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)(bytes)))
#define JOINED(lower, upper) _mm256_set_m128i((__m128i)(upper), (__m128i)(lower))
#define HALF_OF(v, i) _mm256_extracti128_si256((__m256i)(v), i)
#define SHUFFLED(v, places) (Codes)_mm256_shuffle_epi8((__m256i)(v), (__m256i)(places))
#define EIGHT_FMA(a, b, c) (Floats)_mm256_fmadd_ps((__m256)(a), (__m256)(b), (__m256)(c))
#include "kernels.c"
#define W 16
#define TOKENS 6
#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,avx2,fma,f16c")))
#define FMA(a, b, c) (V)_mm512_fmadd_ps(a, b, c)
#define SHORTS(p) (I)_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(p)))
#define HALVES(p) (V)_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(p)))
#define UPPER(v) _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(v), 1))
#define FOLDED(v) _mm256_add_ps(_mm512_castps512_ps256(v), UPPER(v))
#define FOUR(v) (Four)_mm_add_ps(_mm256_castps256_ps128(FOLDED(v)), _mm256_extractf128_ps(FOLDED(v), 1))
#define ROUNDED_TOKENS 8
#define QUADS(sums, u, x) (I)_mm512_dpbusd_epi32((__m512i)(sums), (__m512i)(u), (__m512i)(x))
#define EIGHT_QUADS(u, x) _mm256_dpbusd_epi32(_mm256_setzero_si256(), (__m256i)(u), (__m256i)(x))
// There is none of two bytes with a sign: the former has 128 added, and sums begin at what that comes to.
#define ADDED 128
#define SIGNED_QUADS QUADS
#define EIGHT_SIGNED_QUADS EIGHT_QUADS
#define TWO_ROWS(rows, apart, i) (V)_mm512_inserti64x4(_mm512_castsi256_si512( \
    (__m256i)(rows)[(apart) * ((i) + (i) / 4 * 4)]), (__m256i)(rows)[(apart) * ((i) + (i) / 4 * 4 + 4)], 1)
#define LOW_PAIRS(a, b) (V)_mm512_unpacklo_ps((__m512)(a), (__m512)(b))
#define HIGH_PAIRS(a, b) (V)_mm512_unpackhi_ps((__m512)(a), (__m512)(b))
#define LOW_FOURS(a, b) (V)_mm512_unpacklo_pd((__m512d)(a), (__m512d)(b))
#define HIGH_FOURS(a, b) (V)_mm512_unpackhi_pd((__m512d)(a), (__m512d)(b))
#define EVEN_QUARTERS(a, b) (V)_mm512_shuffle_f32x4((__m512)(a), (__m512)(b), 0x88)
#define ODD_QUARTERS(a, b) (V)_mm512_shuffle_f32x4((__m512)(a), (__m512)(b), 0xdd)
#define PAIRS(a, b) (Ints)_mm256_hadd_epi32((__m256i)(a), (__m256i)(b))
#define EIGHT_HALVES(v) (Floats)_mm256_cvtph_ps((__m128i)(v))
#define EIGHT_BYTES(bytes) (Ints)_mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)(bytes)))
#define JOINED(lower, upper) _mm256_set_m128i((__m128i)(upper), (__m128i)(lower))
#define HALF_OF(v, i) _mm256_extracti128_si256((__m256i)(v), i)
#define SHUFFLED(v, places) (Codes)_mm256_shuffle_epi8((__m256i)(v), (__m256i)(places))
#define EIGHT_FMA(a, b, c) (Floats)_mm256_fmadd_ps((__m256)(a), (__m256)(b), (__m256)(c))
#include "kernels.c"
static const Kernels *best(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) return &kernels_16;
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
#define UNSIGNED(p) (I)vmovl_u16(vget_low_u16(vmovl_u8(FOUR_BYTES(p))))
#define SHORTS(p) (I)vmovl_u16(vld1_u16((const uint16_t *)(p)))
#define HALVES(p) (V)vcvt_f32_f16(vld1_f16((const __fp16 *)(p)))
#define FOUR(v) (v)
#define ROUNDED_TOKENS 8
#define LOW(v) vget_low_s8((int8x16_t)(v))
#define QUADS(sums, u, x) (I)vpadalq_s16((int32x4_t)(sums), \
    vpaddq_s16(vmull_s8(LOW(u), LOW(x)), vmull_high_s8((int8x16_t)(u), (int8x16_t)(x))))
#define ADDED 0
#define SIGNED_QUADS QUADS
#define EIGHT_SIGNED_QUADS EIGHT_QUADS
typedef union { Codes whole; Half halves[2]; } Split;
#define JOINED(lower, upper) ((Split){.halves = {(Half)(lower), (Half)(upper)}}).whole
#define HALF_OF(v, i) ((Split){.whole = (Codes)(v)}).halves[i]
#define SHUFFLED(v, places) __builtin_shuffle((Codes)(v), places)
#define EIGHT_QUADS(u, x) JOINED(QUADS((I){0}, HALF_OF(u, 0), HALF_OF(x, 0)), QUADS((I){0}, HALF_OF(u, 1), HALF_OF(x, 1)))
#define PAIR(a, b, i) vpaddq_s32((int32x4_t)HALF_OF(a, i), (int32x4_t)HALF_OF(b, i))
#define PAIRS(a, b) (Ints)JOINED(PAIR(a, b, 0), PAIR(a, b, 1))
#define FOUR_HALVES(v) vcvt_f32_f16((float16x4_t)(v))
#define EIGHT_HALVES(v) (Floats)JOINED( \
    FOUR_HALVES(vget_low_u16((uint16x8_t)(v))), FOUR_HALVES(vget_high_u16((uint16x8_t)(v))))
#define EIGHT_BYTES(bytes) (Ints)JOINED(UNSIGNED(&(uint64_t){bytes}), UNSIGNED((uint8_t *)&(uint64_t){bytes} + 4))
#define FOUR_FMA(a, b, c, i) vfmaq_f32((float32x4_t)HALF_OF(c, i), (float32x4_t)HALF_OF(a, i), (float32x4_t)HALF_OF(b, i))
#define EIGHT_FMA(a, b, c) (Floats)JOINED(FOUR_FMA(a, b, c, 0), FOUR_FMA(a, b, c, 1))
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

// Tokens in a tile; of rounded tokens.
int plimsoll_tokens(int type) { return type < Q8_0 ? kernels->tokens : kernels->rounded_tokens; }

// y[r] = weights[r] . x, of rows that lie one behind the other; columns are a multiple of 64 or, from Q4_K on, of 256. x is
// as it is or, from Q8_0 on, as a tile of this token alone. 0 when the weights could not be read.
int plimsoll_dot(int type, const uint8_t *weights, long rows, long columns, const void *x, float *y) {
    UNLESS_FAULT(kernels->dot(type, weights, rows, columns, x, y))
}

// Rows of weights in the order in which tiles read them. Floats: [row / 4][part][column / 64][row % 4][W], where part p holds
// the columns that go into lanes p W and following. Bytes: see bytes.c. 0 when the weights could not be read.
int plimsoll_unpack(int type, const uint8_t *weights, long rows, long columns, void *panel) {
    UNLESS_FAULT(kernels->unpack(type, weights, rows, columns, panel))
}

// One tile of up to plimsoll_tokens rows of x, `stride` floats apart, laid out for weights of a type.
void plimsoll_arrange(int type, const float *x, long stride, long tokens, long columns, void *tile) {
    kernels->arrange(type, x, stride, tokens, columns, tile);
}

// y[t stride + r] = panel[r] . x[t]; x as arranged, all tiles but the last of plimsoll_tokens tokens.
void plimsoll_multiply(int type, const void *panel, long rows, long columns, const void *x, long tokens, float *y,
    long stride) {
    kernels->multiply(type, panel, rows, columns, x, tokens, y, stride);
}

#else
typedef float V __attribute__((vector_size(4 * W)));
typedef int32_t I __attribute__((vector_size(4 * W)));
typedef float Four __attribute__((vector_size(16)));
typedef float NAME(Unaligned) __attribute__((vector_size(4 * W), aligned(4), may_alias));

// W weights of a step, from the j-th on.
INLINE V NAME(weights)(int type, const uint8_t *step, int j) {
    switch (type) {
        case F32: return LOAD(step + 4 * j);
        case F16: return HALVES(step + 2 * j);
        default: return (V)(SHORTS(step + 2 * j) << 16); // BF16
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

INLINE void NAME(dots)(int type, const uint8_t *at, long rows, long columns, const void *token, float *y) {
    const float *x = token;
    for (long row = 0; row < rows; row++) {
        V sums[PARTS] = {{0}};
        for (long k = 0; k < columns; k += LANES, at += STEP_BYTES[type]) {
            ASK_FOR(at + AHEAD, STEP_BYTES[type]);
#pragma GCC unroll 16
            for (int p = 0; p < PARTS; p++) {
                V w = NAME(weights)(type, at, p * W);
                sums[p] = FMA(w, LOAD(x + k + W * p), sums[p]);
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

INLINE void NAME(panels)(int type, const uint8_t *at, long rows, long columns, void *panel) {
    const long steps = columns / LANES;
    for (long row = 0; row < rows; row++) {
        float *out = (float *)panel + row / ROWS * ROWS * columns + row % ROWS * W;
        for (long k = 0; k < steps; k++, at += STEP_BYTES[type]) {
#pragma GCC unroll 16
            for (int p = 0; p < PARTS; p++) {
                V w = NAME(weights)(type, at, p * W);
                memcpy(out + (p * steps + k) * ROWS * W, &w, sizeof w);
            }
        }
    }
}

#include "bytes.c"

TARGET static void NAME(dot)(int type, const uint8_t *at, long rows, long columns, const void *x, float *y) {
    EACH_FORMAT(dots, at, rows, columns, x, y)
}

TARGET static void NAME(unpack)(int type, const uint8_t *at, long rows, long columns, void *panel) {
    EACH_FORMAT(panels, at, rows, columns, panel)
}

TARGET static void NAME(arrange)(int type, const float *x, long stride, long tokens, long columns, void *into) {
    if (type >= Q8_0) {
        NAME(rounded_tile)(x, stride, tokens, columns, into);
        return;
    }
    float *tile = into;
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
    int type, const void *panel, long rows, long columns, const void *x, long tokens, float *y, long stride) {
    if (type >= Q8_0) {
        NAME(rounded_multiply)(type, panel, rows, columns, x, tokens, y, stride);
        return;
    }
    const long down = TILES_DOWN * ROWS, across = TILES_ACROSS * TOKENS;
    for (long t = 0; t < tokens; t += across) {
        for (long r = 0; r < rows; r += down) {
            NAME(block)((const float *)panel + r * columns, rows - r < down ? rows - r : down, columns,
                (const float *)x + t * columns, tokens - t < across ? tokens - t : across, y + t * stride + r, stride);
        }
    }
}

static const Kernels NAME(kernels) = {
    W, TOKENS, ROUNDED_TOKENS, NAME(dot), NAME(unpack), NAME(arrange), NAME(multiply)};

#undef W
#undef TOKENS
#undef TARGET
#undef FMA
#undef UNSIGNED
#undef SHORTS
#undef HALVES
#undef FOUR
#undef ROUNDED_TOKENS
#undef QUADS
#undef EIGHT_QUADS
#undef ADDED
#undef SIGNED_QUADS
#undef EIGHT_SIGNED_QUADS
#undef PAIRS
#undef TWO_ROWS
#undef LOW_PAIRS
#undef HIGH_PAIRS
#undef LOW_FOURS
#undef HIGH_FOURS
#undef EVEN_QUARTERS
#undef ODD_QUARTERS
#undef EIGHT_HALVES
#undef EIGHT_BYTES
#undef JOINED
#undef HALF_OF
#undef SHUFFLED
#undef EIGHT_FMA
#endif
