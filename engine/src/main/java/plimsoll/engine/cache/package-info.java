/// What the tokens before remember: keys and values in pages, and which pages begin the same text.
@NullMarked
package plimsoll.engine.cache;

import org.jspecify.annotations.NullMarked;
