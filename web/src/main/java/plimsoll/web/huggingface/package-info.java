/// The Hub protocol, as the Hugging Face clients speak it.
@NullMarked
package plimsoll.web.huggingface;

import org.jspecify.annotations.NullMarked;
