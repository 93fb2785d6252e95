/// Models run by our own engine, in this process.
@NullMarked
package plimsoll.backends.localengine;

import org.jspecify.annotations.NullMarked;
