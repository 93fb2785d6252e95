/// How much may be asked of models, and how much was.
@NullMarked
package plimsoll.domain.budget;

import org.jspecify.annotations.NullMarked;
