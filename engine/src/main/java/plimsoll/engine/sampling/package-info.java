/// From logits to the next token, and from tokens to the text that leaves.
@NullMarked
package plimsoll.engine.sampling;

import org.jspecify.annotations.NullMarked;
