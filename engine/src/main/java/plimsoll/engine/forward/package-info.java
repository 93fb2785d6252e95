/// One step of a model: some tokens of some sequences in, logits out.
@NullMarked
package plimsoll.engine.forward;

import org.jspecify.annotations.NullMarked;
