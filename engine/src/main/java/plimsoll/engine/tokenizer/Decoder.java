package plimsoll.engine.tokenizer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Turns tokens into text as they come. A character whose bytes are spread over tokens is held back until its last
/// byte; bytes that can be no UTF-8 become U+FFFD. One thread.
public final class Decoder {
    private final Tokenizer tokenizer;
    private final Specials specials;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    /// At most three bytes of a character that is not whole yet.
    private byte[] held = {};

    Decoder(Tokenizer tokenizer, Specials specials) {
        this.tokenizer = tokenizer;
        this.specials = specials;
    }

    /// The text that became whole by this token; often empty for scripts of many bytes a character.
    public String add(int token) {
        var vocabulary = tokenizer.vocabulary();
        boolean shows = specials == Specials.PARSE && vocabulary.kind(token) == TokenKind.CONTROL;
        return add(shows ? Tokenizer.utf8(vocabulary.text(token)) : tokenizer.bytesOf(token));
    }

    /// The text that became whole by these bytes.
    public String add(byte[] bytes) {
        return decode(bytes, false);
    }

    /// What is held back and will not become whole any more: U+FFFD, or nothing.
    public String end() {
        var rest = decode(new byte[0], true);
        utf8.reset();
        return rest;
    }

    private String decode(byte[] bytes, boolean last) {
        var in = ByteBuffer.allocate(held.length + bytes.length)
                .put(held)
                .put(bytes)
                .flip();
        var out = CharBuffer.allocate(in.remaining() + 1);
        utf8.reset();
        utf8.decode(in, out, last);
        held = new byte[in.remaining()];
        in.get(held);
        return out.flip().toString();
    }
}
