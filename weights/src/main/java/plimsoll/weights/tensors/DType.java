package plimsoll.weights.tensors;

/// How the elements of a tensor are written: every type of safetensors 0.8 and of GGML, under the names their own tools
/// print. Types that both know (`F32`, `BF16`, ...) are one constant here.
///
/// Elements come in blocks: a plain type has one element to a block; a quantised type packs `blockElements` of them
/// with their scales into `blockBytes`; `F4` and `F6_*` are blocks because only so many of them fill whole bytes.
public enum DType {
    // Down to F4 the types of safetensors, whose reader relies on it; after them those that only GGML has.
    F64(1, 8),
    F32(1, 4),
    F16(1, 2),
    BF16(1, 2),
    I64(1, 8),
    I32(1, 4),
    I16(1, 2),
    I8(1, 1),
    U64(1, 8),
    U32(1, 4),
    U16(1, 2),
    U8(1, 1),
    BOOL(1, 1),
    /// Two F32: real and imaginary part.
    C64(1, 8),
    F8_E4M3(1, 1),
    F8_E5M2(1, 1),
    F8_E8M0(1, 1),
    F8_E4M3FNUZ(1, 1),
    F8_E5M2FNUZ(1, 1),
    F6_E2M3(4, 3),
    F6_E3M2(4, 3),
    F4(2, 1),
    Q4_0(32, 18),
    Q4_1(32, 20),
    Q5_0(32, 22),
    Q5_1(32, 24),
    Q8_0(32, 34),
    Q8_1(32, 40),
    Q2_K(256, 84),
    Q3_K(256, 110),
    Q4_K(256, 144),
    Q5_K(256, 176),
    Q6_K(256, 210),
    Q8_K(256, 292),
    IQ1_S(256, 50),
    IQ1_M(256, 56),
    IQ2_XXS(256, 66),
    IQ2_XS(256, 74),
    IQ2_S(256, 82),
    IQ3_XXS(256, 98),
    IQ3_S(256, 110),
    IQ4_NL(32, 18),
    IQ4_XS(256, 136),
    TQ1_0(256, 54),
    TQ2_0(256, 66),
    MXFP4(32, 17),
    NVFP4(64, 36),
    Q1_0(128, 18),
    Q2_0(64, 18);

    private final int blockElements;
    private final int blockBytes;

    DType(int blockElements, int blockBytes) {
        this.blockElements = blockElements;
        this.blockBytes = blockBytes;
    }

    /// Elements in one block; 1 for plain types.
    public int blockElements() {
        return blockElements;
    }

    /// Bytes of one block, scales included.
    public int blockBytes() {
        return blockBytes;
    }

    /// Whether so many elements are whole blocks.
    public boolean fills(long elements) {
        return elements % blockElements == 0;
    }

    /// Bytes that so many elements take.
    ///
    /// @throws IllegalArgumentException when they are not whole blocks
    /// @throws ArithmeticException when the size passes the range of a `long`
    public long sizeBytes(long elements) {
        if (!fills(elements)) {
            throw new IllegalArgumentException("%d elements are not whole blocks of %s".formatted(elements, this));
        }
        return Math.multiplyExact(elements / blockElements, (long) blockBytes);
    }
}
