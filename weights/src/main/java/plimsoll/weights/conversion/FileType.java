package plimsoll.weights.conversion;

import plimsoll.weights.tensors.DType;

/// What most of a model's numbers are to be written in. Some tensors always stay more precise: [TypeChoice] says
/// which.
public enum FileType {
    F32(0, DType.F32),
    F16(1, DType.F16),
    BF16(32, DType.BF16),
    Q8_0(7, DType.Q8_0),
    Q6_K(18, DType.Q6_K),
    Q5_K_M(17, DType.Q5_K),
    Q4_K_M(15, DType.Q4_K),
    Q4_0(2, DType.Q4_0);

    private final int number;
    private final DType most;

    FileType(int number, DType most) {
        this.number = number;
        this.most = most;
    }

    /// As GGUF files have it under `general.file_type`.
    int number() {
        return number;
    }

    /// The type of most tensors.
    DType most() {
        return most;
    }

    /// Whether it loses more than rounding does.
    boolean isQuantised() {
        return most.blockElements() > 1;
    }
}
