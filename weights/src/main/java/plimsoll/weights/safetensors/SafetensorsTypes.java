package plimsoll.weights.safetensors;

import static java.util.function.UnaryOperator.identity;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import plimsoll.weights.tensors.DType;

/// The element types a safetensors file may name: all but the quantised ones of GGML.
final class SafetensorsTypes {
    private static final Map<String, DType> BY_NAME =
            EnumSet.range(DType.F64, DType.F4).stream().collect(Collectors.toUnmodifiableMap(DType::name, identity()));

    private SafetensorsTypes() {}

    static Optional<DType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
