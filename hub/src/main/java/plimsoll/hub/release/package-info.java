/// Letting things out: how a recipient gets the bytes of a file.
@NullMarked
package plimsoll.hub.release;

import org.jspecify.annotations.NullMarked;
