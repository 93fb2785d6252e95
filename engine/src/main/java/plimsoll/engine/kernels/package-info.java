/// The arithmetic of a transformer: products, norms, attention and curves, each in a scalar form to read, a vector
/// form to run and, for products, one in C; equal bit for bit.
@NullMarked
package plimsoll.engine.kernels;

import org.jspecify.annotations.NullMarked;
