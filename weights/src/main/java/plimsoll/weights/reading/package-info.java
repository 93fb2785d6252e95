/// How the formats read bytes that a stranger wrote: through a buffer, never past a bound, never on credit. Not
/// exported.
@NullMarked
package plimsoll.weights.reading;

import org.jspecify.annotations.NullMarked;
