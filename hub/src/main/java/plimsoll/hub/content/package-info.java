/// Large immutable files: how they come in, how they are found, how what is left over is swept.
@NullMarked
package plimsoll.hub.content;

import org.jspecify.annotations.NullMarked;
