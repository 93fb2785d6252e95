/// The gradient of release, asked at the doors of a whole hub.
@NullMarked
package plimsoll.app.release;

import org.jspecify.annotations.NullMarked;
