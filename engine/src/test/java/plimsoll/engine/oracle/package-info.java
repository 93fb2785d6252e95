/// Our numbers against somebody else's: llama.cpp, as npm ships it.
@NullMarked
package plimsoll.engine.oracle;

import org.jspecify.annotations.NullMarked;
