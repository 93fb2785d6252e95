/// Text to token ids and back: byte-level BPE, SentencePiece, unigram and WordPiece, from GGUF or `tokenizer.json`.
@NullMarked
package plimsoll.engine.tokenizer;

import org.jspecify.annotations.NullMarked;
