/// Conditions of rules, in the Common Expression Language.
@NullMarked
package plimsoll.backends.cel;

import org.jspecify.annotations.NullMarked;
