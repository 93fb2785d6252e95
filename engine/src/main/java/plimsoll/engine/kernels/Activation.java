package plimsoll.engine.kernels;

/// The curve between the two halves of a feed-forward layer.
public enum Activation {
    /// `x / (1 + e^-x)`: Llama, Mistral, Qwen.
    SILU,
    /// GELU by its tanh form: Gemma. `0.5 x (1 + tanh u)` is written as `x / (1 + e^-2u)`.
    GELU_TANH
}
