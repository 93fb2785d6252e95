/// Real clients against a running Plimsoll, over the network.
@NullMarked
package plimsoll.acceptance;

import org.jspecify.annotations.NullMarked;
