/// Models at work: what they are asked, what they say, and why they say nothing.
@NullMarked
package plimsoll.hub.gateway;

import org.jspecify.annotations.NullMarked;
