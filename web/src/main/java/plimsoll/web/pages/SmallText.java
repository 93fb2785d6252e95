package plimsoll.web.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import plimsoll.domain.repository.Entry;
import plimsoll.hub.release.OpenFile;
import plimsoll.hub.repositories.Pass;

/// Reads files kept in git as text.
final class SmallText {
    /// Longer ones make a page that no browser scrolls well.
    static final int MAX_BYTES = 1_000_000;

    private SmallText() {}

    /// The text, as far as it is shown; what is not UTF-8 becomes the replacement character.
    static String read(OpenFile files, Pass pass, Entry.SmallFile file) throws IOException {
        return new String(bytes(files, pass, file), StandardCharsets.UTF_8);
    }

    /// The text, if it is one: UTF-8 without NUL.
    static Optional<String> strict(OpenFile files, Pass pass, Entry.SmallFile file) throws IOException {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(files, pass, file)))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(OpenFile files, Pass pass, Entry.SmallFile file) throws IOException {
        try (var in = Channels.newInputStream(files.bytes(pass.repository().id(), file))) {
            return in.readNBytes(MAX_BYTES);
        }
    }
}
