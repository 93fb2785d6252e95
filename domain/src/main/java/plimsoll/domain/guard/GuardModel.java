package plimsoll.domain.guard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;

/// The built-in classifiers, and the words by which disguises are taken off. Immutable: any number of threads.
///
/// @param harmful whether a text asks for harm
/// @param hazards by what, of one that does: a class for each [Hazard]
/// @param harassment whether it insults
/// @param jailbreak whether it tries to get round what a model was told, whatever for
/// @param answer whether an answer gives what should have been refused
/// @param words common words, the most frequent first
/// @param templates jailbreaks that go from hand to hand
/// @param surprise what characters to expect in plain texts
/// @param hash of its bytes
public record GuardModel(
        Blend harmful,
        Head hazards,
        Head harassment,
        Blend jailbreak,
        Blend answer,
        List<String> words,
        Templates templates,
        Surprise surprise,
        Sha256 hash) {
    private static final int MAGIC = 0x504c4733; // PLG3
    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_WORDS = 100_000;

    public GuardModel {
        words = List.copyOf(words);
    }

    /// The one that comes with Plimsoll.
    public static GuardModel shipped() {
        try (var in = GuardModel.class.getResourceAsStream("guard.bin")) {
            return read(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Reads one as `bytes` wrote it.
    ///
    /// @throws IOException when it is none
    public static GuardModel read(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
            if (bytes.length > MOST_BYTES || in.readInt() != MAGIC) {
                throw new IOException("these are not a guard's classifiers");
            }
            var harmful = Blend.read(in);
            var hazards = Head.read(in);
            var harassment = Head.read(in);
            var jailbreak = Blend.read(in);
            var answer = Blend.read(in);
            var text = new byte[Math.min(in.readInt(), MOST_WORDS * 24)];
            in.readFully(text);
            var words = List.of(new String(text, StandardCharsets.UTF_8).split(" ", -1));
            return new GuardModel(
                    harmful,
                    hazards,
                    harassment,
                    jailbreak,
                    answer,
                    words,
                    Templates.read(in),
                    Surprise.read(in),
                    Sha256.of(Bytes.copyOf(bytes)));
        }
    }

    /// Puts one together.
    public static GuardModel of(
            Blend harmful,
            Head hazards,
            Head harassment,
            Blend jailbreak,
            Blend answer,
            List<String> words,
            Templates templates,
            Surprise surprise) {
        var nameless = Sha256.of(Bytes.copyOf(new byte[0]));
        var unnamed =
                new GuardModel(harmful, hazards, harassment, jailbreak, answer, words, templates, surprise, nameless);
        return unnamed.named(Sha256.of(Bytes.copyOf(unnamed.bytes())));
    }

    private GuardModel named(Sha256 name) {
        return new GuardModel(harmful, hazards, harassment, jailbreak, answer, words, templates, surprise, name);
    }

    /// The bytes to keep it by, the same for the same numbers.
    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(MAGIC);
            harmful.write(out);
            hazards.write(out);
            harassment.write(out);
            jailbreak.write(out);
            answer.write(out);
            var text = String.join(" ", words).getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
            templates.write(out);
            surprise.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
