/// Tests of the grammar that Plimsoll Mini is trained on.
@NullMarked
package plimsoll.app.mini;

import org.jspecify.annotations.NullMarked;
