/// The composition root: the hub put together by hand, its chores and its health.
@NullMarked
package plimsoll.app.wiring;

import org.jspecify.annotations.NullMarked;
