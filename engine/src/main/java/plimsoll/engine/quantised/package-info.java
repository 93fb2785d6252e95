/// The number formats of weights, read with vectors: one class per format, used by every kernel and every model family.
@NullMarked
package plimsoll.engine.quantised;

import org.jspecify.annotations.NullMarked;
