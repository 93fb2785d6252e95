/// Marks in generated text that only whoever has the key can tell: how tokens are chosen, and how likely it is that a
/// text without the mark looks as marked.
@NullMarked
package plimsoll.engine.watermark;

import org.jspecify.annotations.NullMarked;
