/// Plimsoll Mini: the grammar that all its training text comes from, and what becomes of it.
@NullMarked
package plimsoll.app.mini;

import org.jspecify.annotations.NullMarked;
