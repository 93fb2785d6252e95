/// JSON as one value in memory, read within limits: tokenizer files, schemas, and what templates and models write.
@NullMarked
package plimsoll.engine.json;

import org.jspecify.annotations.NullMarked;
