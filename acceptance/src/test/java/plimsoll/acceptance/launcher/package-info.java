/// The launcher `./plimsoll` on machines that are not as it would like them.
@NullMarked
package plimsoll.acceptance.launcher;

import org.jspecify.annotations.NullMarked;
