/// Trains transformers of the Llama form, so that the same configuration gives the same weights, to the byte, on any
/// machine. How that holds is said at `Gemm` and in decision record 47.
@NullMarked
package plimsoll.engine.training;

import org.jspecify.annotations.NullMarked;
