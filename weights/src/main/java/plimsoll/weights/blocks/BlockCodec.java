package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import plimsoll.weights.tensors.DType;

/// Turns one element type into floats and floats into it. All floats that come out are those of GGML for the same
/// bytes; all bytes that come out are those of its reference quantisers.
///
/// Stateless: any number of threads may share one. Inputs are expected to be finite; what is not gives some number,
/// never a failure.
public sealed interface BlockCodec
        permits F32Codec,
                F16Codec,
                BF16Codec,
                Q4_0Codec,
                Q4_1Codec,
                Q5_0Codec,
                Q5_1Codec,
                Q8_0Codec,
                Q4_KCodec,
                Q5_KCodec,
                Q6_KCodec {
    /// The codec of a type, if it has one: the plain floats, Q4_0 to Q8_0, Q4_K to Q6_K.
    static Optional<BlockCodec> of(DType type) {
        return Optional.ofNullable(Codecs.BY_TYPE.get(type));
    }

    /// The type it reads and writes.
    DType type();

    /// Decodes whole blocks.
    ///
    /// @param blocks exactly the bytes of the blocks
    /// @param into takes their elements, from `at` on
    /// @throws IndexOutOfBoundsException when there is no room for them
    void decode(MemorySegment blocks, float[] into, int at);

    /// Encodes whole blocks.
    ///
    /// @param from holds the elements, from `at` on
    /// @param blocks exactly as many bytes as their blocks take
    /// @throws IndexOutOfBoundsException when there are not enough elements
    void encode(float[] from, int at, MemorySegment blocks);

    /// Every codec there is.
    final class Codecs {
        private static final Map<DType, BlockCodec> BY_TYPE = List.<BlockCodec>of(
                        new F32Codec(),
                        new F16Codec(),
                        new BF16Codec(),
                        new Q4_0Codec(),
                        new Q4_1Codec(),
                        new Q5_0Codec(),
                        new Q5_1Codec(),
                        new Q8_0Codec(),
                        new Q4_KCodec(),
                        new Q5_KCodec(),
                        new Q6_KCodec())
                .stream()
                .collect(Collectors.toUnmodifiableMap(BlockCodec::type, Function.identity()));

        private Codecs() {}
    }
}
