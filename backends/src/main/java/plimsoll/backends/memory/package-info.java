/// Ports kept in memory: for tests that need a store and not a disk.
@NullMarked
package plimsoll.backends.memory;

import org.jspecify.annotations.NullMarked;
