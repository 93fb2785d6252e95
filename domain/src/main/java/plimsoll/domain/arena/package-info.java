/// Which of two answers people liked better, and what that says of the models.
@NullMarked
package plimsoll.domain.arena;

import org.jspecify.annotations.NullMarked;
