/// How the built-in guard is trained and measured, from public sets whose licences allow it.
@NullMarked
package plimsoll.app.guard;

import org.jspecify.annotations.NullMarked;
