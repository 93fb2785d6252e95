/// The interface that OpenAI's clients speak: chat and completions, whole or as a stream.
@NullMarked
package plimsoll.web.openai;

import org.jspecify.annotations.NullMarked;
