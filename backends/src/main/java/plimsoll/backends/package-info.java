/// The face to the machine: what fills the ports of the hub.
@NullMarked
package plimsoll.backends;

import org.jspecify.annotations.NullMarked;
