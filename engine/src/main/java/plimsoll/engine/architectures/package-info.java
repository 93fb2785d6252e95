/// What a model is: one description for all families, and its weights under one set of names, whatever file they came
/// from.
@NullMarked
package plimsoll.engine.architectures;

import org.jspecify.annotations.NullMarked;
