/// Repositories: who is let in, what is in them, how it changes.
@NullMarked
package plimsoll.hub.repositories;

import org.jspecify.annotations.NullMarked;
