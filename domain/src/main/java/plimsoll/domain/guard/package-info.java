/// Whether a text asks for harm, gives it, or tries to get round what a model was told: judged without a model.
@NullMarked
package plimsoll.domain.guard;

import org.jspecify.annotations.NullMarked;
