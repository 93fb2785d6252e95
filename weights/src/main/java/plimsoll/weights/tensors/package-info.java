/// What every format of model file comes down to: named tensors, each with an element type, a shape and a place in the
/// file. Also the one exception that says why a file was refused.
@NullMarked
package plimsoll.weights.tensors;

import org.jspecify.annotations.NullMarked;
