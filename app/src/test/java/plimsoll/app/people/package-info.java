/// People at the doors of a running server: sign-in by programs, who-am-I, and administration.
@NullMarked
package plimsoll.app.people;

import org.jspecify.annotations.NullMarked;
