/// How open a release may be, and how open it is.
@NullMarked
package plimsoll.hub.line;

import org.jspecify.annotations.NullMarked;
