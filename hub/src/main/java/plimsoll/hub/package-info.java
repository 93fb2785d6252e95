/// What Plimsoll does. One room per feature: use cases (a verb each) and the ports they need.
@NullMarked
package plimsoll.hub;

import org.jspecify.annotations.NullMarked;
