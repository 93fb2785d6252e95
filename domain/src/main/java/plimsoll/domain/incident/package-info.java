/// What went wrong with a model or with the hub, which authorities have to hear of it, and until when.
@NullMarked
package plimsoll.domain.incident;

import org.jspecify.annotations.NullMarked;
