package plimsoll.engine.tokenizer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import plimsoll.weights.files.GgufModel;

/// Turns text into the numbers a model was trained on, and back. Any number of threads.
///
/// A file's makers disagree with each other in small things only a test of ids shows; the tests here hold every kind
/// against the ids that llama.cpp gives.
public sealed interface Tokenizer permits BytePairs, SentencePieces, Unigram, WordPieces {
    /// What is encoded at once, in UTF-16 units: a few million tokens, more than any model reads.
    int MAX_CHARACTERS = 8 << 20;

    /// The tokenizer in the metadata of a GGUF file.
    ///
    /// @throws BadTokenizer when there is none, or it is broken or of a kind that is not known here
    static Tokenizer read(GgufModel file) throws IOException {
        return new GgufTokenizers(file).read();
    }

    /// The tokenizer of a `tokenizer.json`.
    ///
    /// @param config the `tokenizer_config.json` beside it, which names the tokens that begin and end a text
    /// @throws BadTokenizer when it is broken or of a kind that is not known here
    static Tokenizer read(String tokenizerJson, Optional<String> config) throws IOException {
        return new JsonTokenizers(tokenizerJson, config).read();
    }

    /// The tokens and what they are for.
    Vocabulary vocabulary();

    /// The tokens of a text, without frame.
    ///
    /// @throws TextTooLong beyond [#MAX_CHARACTERS]
    int[] encode(MarkedText text);

    /// The tokens of a text, without frame.
    ///
    /// @throws TextTooLong beyond [#MAX_CHARACTERS]
    default int[] encode(CharSequence text, Specials specials) {
        if (text.length() > MAX_CHARACTERS) {
            throw new TextTooLong(text.length(), MAX_CHARACTERS);
        }
        return encode(MarkedText.of(text, specials));
    }

    /// Puts around the tokens what this model expects at both ends; what stands there already is not put twice.
    int[] framed(int[] ids);

    /// What a token adds to a text, in UTF-8, and perhaps not whole characters. Control tokens add nothing.
    byte[] bytesOf(int token);

    /// Decodes token by token, from the middle of a text on.
    ///
    /// @param specials with `PARSE` control tokens show as they are written, with `TEXT` they are left out
    default Decoder decoder(Specials specials) {
        return new Decoder(this, specials);
    }

    /// The text of these tokens, from the beginning of a text on, without control tokens.
    default String decode(int[] ids) {
        var decoder = decoder(Specials.TEXT);
        var text = new StringBuilder();
        for (int id : ids) {
            text.append(decoder.add(id));
        }
        text.append(decoder.end());
        return beginsWithSpace() && !text.isEmpty() && text.charAt(0) == ' ' ? text.substring(1) : text.toString();
    }

    /// Whether encoding puts a blank in front of a text, which decoding its beginning then drops.
    boolean beginsWithSpace();

    /// A text as UTF-16 units in which every surrogate has its partner: without one there are no bytes for it.
    static char[] units(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new TextTooLong(text.length(), MAX_CHARACTERS);
        }
        var units = text.toCharArray();
        for (int i = 0; i < units.length; i++) {
            if (Character.isSurrogate(units[i])) {
                if (i + 1 < units.length && Character.isSurrogatePair(units[i], units[i + 1])) {
                    i++;
                } else {
                    units[i] = '\uFFFD';
                }
            }
        }
        return units;
    }

    /// The text of a token as it stands, in UTF-8.
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
