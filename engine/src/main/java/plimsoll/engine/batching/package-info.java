/// Many requests, one model: who is computed in which step, and what becomes of it.
@NullMarked
package plimsoll.engine.batching;

import org.jspecify.annotations.NullMarked;
