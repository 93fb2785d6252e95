package plimsoll.engine;

import plimsoll.weights.tensors.DType;

/// How a model is opened.
///
/// @param positions the longest sequence it will be asked for; the model may allow less
/// @param cache how keys and values are kept: F16, F32 or Q8_0
/// @param memoryLimitBytes what its files and its working memory together may take
public record ModelOptions(int positions, DType cache, long memoryLimitBytes) {
    /// 8,192 positions kept as F16, without a limit on memory.
    public static ModelOptions standard() {
        return new ModelOptions(8192, DType.F16, Long.MAX_VALUE);
    }

    /// The same with keys and values kept as this type.
    public ModelOptions withCache(DType type) {
        return new ModelOptions(positions, type, memoryLimitBytes);
    }
}
