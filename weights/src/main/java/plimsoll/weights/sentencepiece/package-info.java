/// SentencePiece's model files: the pieces of a tokenizer, and what is done to text before it is cut into them.
@NullMarked
package plimsoll.weights.sentencepiece;

import org.jspecify.annotations.NullMarked;
