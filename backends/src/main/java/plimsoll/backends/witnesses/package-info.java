/// Witnesses of this hub's log, over the network.
@NullMarked
package plimsoll.backends.witnesses;

import org.jspecify.annotations.NullMarked;
