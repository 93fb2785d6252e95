package plimsoll.weights.gguf;

import static plimsoll.weights.tensors.MalformedWeights.Fault.UNKNOWN_TYPE;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.MalformedWeights;

/// The numbers under which GGUF files name element types.
final class GgmlTypes {
    private static final Map<Integer, DType> BY_NUMBER = Map.ofEntries(
            Map.entry(0, DType.F32),
            Map.entry(1, DType.F16),
            Map.entry(2, DType.Q4_0),
            Map.entry(3, DType.Q4_1),
            Map.entry(6, DType.Q5_0),
            Map.entry(7, DType.Q5_1),
            Map.entry(8, DType.Q8_0),
            Map.entry(9, DType.Q8_1),
            Map.entry(10, DType.Q2_K),
            Map.entry(11, DType.Q3_K),
            Map.entry(12, DType.Q4_K),
            Map.entry(13, DType.Q5_K),
            Map.entry(14, DType.Q6_K),
            Map.entry(15, DType.Q8_K),
            Map.entry(16, DType.IQ2_XXS),
            Map.entry(17, DType.IQ2_XS),
            Map.entry(18, DType.IQ3_XXS),
            Map.entry(19, DType.IQ1_S),
            Map.entry(20, DType.IQ4_NL),
            Map.entry(21, DType.IQ3_S),
            Map.entry(22, DType.IQ2_S),
            Map.entry(23, DType.IQ4_XS),
            Map.entry(24, DType.I8),
            Map.entry(25, DType.I16),
            Map.entry(26, DType.I32),
            Map.entry(27, DType.I64),
            Map.entry(28, DType.F64),
            Map.entry(29, DType.IQ1_M),
            Map.entry(30, DType.BF16),
            Map.entry(34, DType.TQ1_0),
            Map.entry(35, DType.TQ2_0),
            Map.entry(39, DType.MXFP4),
            Map.entry(40, DType.NVFP4),
            Map.entry(41, DType.Q1_0),
            Map.entry(42, DType.Q2_0));

    private static final Map<DType, Integer> NUMBERS =
            BY_NUMBER.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    /// Once written to files, then taken out of the format: their bytes depended on the processor that made them.
    private static final Map<Integer, String> WITHDRAWN = Map.of(
            4, "Q4_2",
            5, "Q4_3",
            31, "Q4_0_4_4",
            32, "Q4_0_4_8",
            33, "Q4_0_8_8",
            36, "IQ4_NL_4_4",
            37, "IQ4_NL_4_8",
            38, "IQ4_NL_8_8");

    private GgmlTypes() {}

    /// The number of a type, if GGUF has one for it.
    static Optional<Integer> numberOf(DType type) {
        return Optional.ofNullable(NUMBERS.get(type));
    }

    static DType of(int number, String tensor, long offset) throws MalformedWeights {
        var type = BY_NUMBER.get(number);
        if (type != null) {
            return type;
        }
        var withdrawn = WITHDRAWN.get(number);
        throw new MalformedWeights(
                UNKNOWN_TYPE,
                offset,
                "tensor %s has type %s, which %s"
                        .formatted(
                                MalformedWeights.quoted(tensor),
                                withdrawn == null ? Integer.toUnsignedString(number) : withdrawn,
                                withdrawn == null ? "is not known" : "GGUF has withdrawn"));
    }
}
