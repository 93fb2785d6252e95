/// Git over HTTP, the way git's own clients speak it.
@NullMarked
package plimsoll.web.git;

import org.jspecify.annotations.NullMarked;
