/// What Xet's formats need of the machine: vectors to hash with, and a library that knows LZ4.
@NullMarked
package plimsoll.backends.xet;

import org.jspecify.annotations.NullMarked;
