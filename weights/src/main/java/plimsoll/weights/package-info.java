/// The other ground floor: model files, read without running anything they hold, on `java.*` alone.
@NullMarked
package plimsoll.weights;

import org.jspecify.annotations.NullMarked;
