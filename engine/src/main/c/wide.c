// Eight blocks of one row with one token where a register has 64 bytes: part of bytes.c, for AVX-512. The same numbers as
// there, in fewer steps.

typedef uint8_t Wide __attribute__((vector_size(64)));
typedef uint8_t UnalignedWide __attribute__((vector_size(64), aligned(1), may_alias));
typedef uint32_t Words __attribute__((vector_size(16)));
typedef uint16_t WideShorts __attribute__((vector_size(64)));
#define WIDE_AT(p) (*(const UnalignedWide *)(p))
// Two quarters of a and two of b; neighbours added, in each quarter those of a before those of b.
#define QUARTERS_OF(a, b, which) _mm512_shuffle_i64x2((__m512i)(a), (__m512i)(b), which)
#define EVERY_OTHER(a, b, which) (I)_mm512_shuffle_ps((__m512)(a), (__m512)(b), which)
#define NEIGHBOURS(a, b) (EVERY_OTHER(a, b, 0x88) + EVERY_OTHER(a, b, 0xdd))
#define BY_HALVES(lower, upper) (WideShorts)_mm512_inserti64x4( \
    _mm512_castsi256_si512(_mm256_set1_epi16(lower)), _mm256_set1_epi16(upper), 1)
#define EITHER_HALF(v) {(Ints)_mm512_castsi512_si256((__m512i)(v)), (Ints)_mm512_extracti64x4_epi64((__m512i)(v), 1)}

// What the weights share, of formats that come often. Blocks of 256 begin with two halves and with six bits of each scale
// and of each minimum: the first four of either are bytes; of the others four bits are at the end, and two above those of the
// first.
INLINE Shared wide_shared(int type, const uint8_t *at) {
    Shared shared;
    if (type == Q4_0) {
        const WideShorts places = {0, 9, 18, 27, 36, 45, 54, 63};
        shared.scales[0] = EIGHT_HALVES(_mm512_castsi512_si128(
            _mm512_permutex2var_epi16((__m512i)WIDE_AT(at), (__m512i)places, (__m512i)WIDE_AT(at + 64))));
        shared.offsets[0] = -8.0f * shared.scales[0];
        return shared;
    }
    Words header;
    memcpy(&header, at, sizeof header);
    const Words ends = __builtin_shuffle(header, (Words){1, 3, 2, 3}) >> (Words){0, 0, 0, 4};
    const Words upper = __builtin_shuffle(header, (Words){1, 1, 2, 2}) >> 2;
    const Words six = (ends & (Words){0x3f3f3f3f, 0x0f0f0f0f, 0x3f3f3f3f, 0x0f0f0f0f})
        | (upper & (Words){0, 0x30303030, 0, 0x30303030});
    const V halves = (V)_mm512_castps128_ps512(_mm_cvtph_ps((__m128i)header));
    const V factors = __builtin_shuffle(halves, (I){0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1})
        * __builtin_convertvector((I)_mm512_cvtepu8_epi32((__m128i)six), V);
    const Ints split[2] = EITHER_HALF(factors);
    shared.scales[0] = (Floats)split[0];
    shared.offsets[0] = -(Floats)split[1];
    return shared;
}

// Two blocks of each 32 of the eight: 0 and 2, 1 and 3, 4 and 6, 5 and 7 of Q4_K and Q5_K, which are kept so; 0 and 1, 2 and 3,
// and so on of Q6_K and Q8_0.
INLINE Wide wide_codes(int type, const uint8_t *at, int two) {
    if (type == Q8_0) {
        const uint8_t *from = at + 68 * two + 2;
        return ADDED + (Wide)_mm512_inserti64x4(
            _mm512_castsi256_si512((__m256i)CODES_AT(from)), (__m256i)CODES_AT(from + 34), 1);
    }
    const Wide nibbles = WIDE_AT(at + (type == Q4_K ? 16 : type == Q5_K ? 48 : 0) + two / 2 * 64);
    const Wide codes = two % 2 ? nibbles >> 4 : nibbles & 15;
    if (type == Q4_K) return codes;
    // The bits above four are moved to where they belong; what comes along from the byte beside is masked.
    const WideShorts rest = (WideShorts)_mm512_broadcast_i64x4(
        _mm256_loadu_si256((const __m256i *)(at + (type == Q5_K ? 16 : 128 + two / 2 * 32))));
    if (type == Q6_K) return codes | ((Wide)(two % 2 ? rest >> BY_HALVES(0, 2) : rest << BY_HALVES(4, 2)) & 0x30);
    return codes | ((Wide)(two / 2 ? rest >> BY_HALVES(two % 2, two % 2 + 2) : rest << BY_HALVES(4 - two, 2 - two)) & 0x10);
}

// The sums alone.
INLINE void wide_sums(int type, const uint8_t *at, const uint8_t *x, Ints *sums) {
    I t[4];
    if (type == Q4_0 || type == Q4_1) {
        const long bytes = STEP_BYTES[type] / EIGHT;
        for (int i = 0; i < 2; i++, x += 128) {
            const uint8_t *from = at + (type == Q4_0 ? 2 : 4) + 4 * i * bytes;
            const Wide codes = (Wide)_mm512_inserti64x4(_mm512_castsi256_si512((__m256i)JOINED(
                _mm_loadu_si128((const __m128i *)from), _mm_loadu_si128((const __m128i *)(from + bytes)))),
                (__m256i)JOINED(_mm_loadu_si128((const __m128i *)(from + 2 * bytes)),
                    _mm_loadu_si128((const __m128i *)(from + 3 * bytes))), 1);
            const Wide some = WIDE_AT(x), others = WIDE_AT(x + 64);
            t[i] = QUADS((I){0}, codes & 15, QUARTERS_OF(some, others, 0x88));
            t[i] = QUADS(t[i], codes >> 4, QUARTERS_OF(some, others, 0xdd));
        }
        const I both = NEIGHBOURS(t[0], t[1]);
        const I all = __builtin_shuffle(NEIGHBOURS(both, both), (I){0, 4, 8, 12, 1, 5, 9, 13});
        sums[0] = (Ints)_mm512_castsi512_si256((__m512i)all);
        return;
    }
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
        const Wide some = WIDE_AT(x + i / 2 * 128), others = WIDE_AT(x + i / 2 * 128 + 64);
        const Wide token = type == Q6_K || type == Q8_0 ? (i % 2 ? others : some)
            : (Wide)(i % 2 ? QUARTERS_OF(some, others, 0xee) : QUARTERS_OF(some, others, 0x44));
        t[i] = QUADS((I){0}, wide_codes(type, at, i), token);
    }
    const I all = NEIGHBOURS(NEIGHBOURS(t[0], t[1]), NEIGHBOURS(t[2], t[3]));
    const I order = type == Q6_K || type == Q8_0 ? (I){0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15}
        : (I){0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15};
    const Ints halves[2] = EITHER_HALF(__builtin_shuffle(all, order));
    sums[0] = type == Q6_K ? halves[0] : halves[0] + halves[1];
    sums[1] = halves[1];
}

// As eight in bytes.c.
INLINE Shared wide_eight(int type, const uint8_t *at, const uint8_t *x, Ints *sums) {
    if (type == Q5_0 || type == Q5_1) return NAME(eight)(type, at, x, sums);
    wide_sums(type, at, x, sums);
    return type == Q8_0 || type == Q4_1 || type == Q6_K ? NAME(shared)(type, at) : wide_shared(type, at);
}
