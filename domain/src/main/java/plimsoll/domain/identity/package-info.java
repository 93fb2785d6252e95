/// Who is asking, and what their credential lets them ask for.
@NullMarked
package plimsoll.domain.identity;

import org.jspecify.annotations.NullMarked;
