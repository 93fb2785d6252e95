/// How open a release may be: what is known of it, the rules that ask for what is known, and the line they draw.
@NullMarked
package plimsoll.domain.line;

import org.jspecify.annotations.NullMarked;
