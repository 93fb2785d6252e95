/// What is put together, tried from outside.
@NullMarked
package plimsoll.app.wiring;

import org.jspecify.annotations.NullMarked;
