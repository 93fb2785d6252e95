/// Inference of open-weight transformers, from the file to the text.
@NullMarked
package plimsoll.engine;

import org.jspecify.annotations.NullMarked;
