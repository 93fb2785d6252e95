package plimsoll.weights.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.weights.fixtures.Mutations;
import plimsoll.weights.fixtures.Seeds;
import plimsoll.weights.sentencepiece.PieceModel.Cut;
import plimsoll.weights.sentencepiece.PieceModel.Marks;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;

class PieceModelTest {
    @TempDir
    private Path folder;

    @Test
    void whatAFileSaysIsRead() throws Exception {
        var model = PieceModelReader.read(ByteBuffer.wrap(sound()));
        assertEquals(Cut.MERGES, model.cut());
        assertEquals(
                List.of(new Piece("<unk>", 0, Piece.Kind.UNKNOWN), new Piece("\u2581a", -1.5f, Piece.Kind.NORMAL)),
                model.pieces());
        // A number beyond the pieces is no piece; 2, the end, is what the format takes when nothing is said.
        assertEquals(new Marks(0, 1, -1, -1), model.marks());
        assertEquals(3, model.normalisation().charsmap().byteSize());
        assertFalse(model.normalisation().addsPrefix());
        assertTrue(model.normalisation().singleSpaces());
    }

    @Test
    void eachBrokenRuleIsNamed() {
        assertRefused(Fault.NOT_THIS_FORMAT, "no pieces", new byte[0]);
        assertRefused(Fault.WRONG_VALUE, "the score NaN", field(1, piece("a", Float.NaN, 1)));
        assertRefused(Fault.UNKNOWN_TYPE, "of the kind 9", field(1, piece("a", 0, 9)));
        assertRefused(Fault.NOT_UTF8, "not UTF-8", field(1, field(1, new byte[] {(byte) 0xC3})));
        assertRefused(Fault.TOO_LONG, "16385 bytes", field(1, field(1, new byte[16_385])));
        assertRefused(Fault.UNKNOWN_TYPE, "type 3", join(field(1, piece("a", 0, 1)), field(2, new byte[] {3 << 3, 3})));
        assertRefused(Fault.UNKNOWN_TYPE, "blanks", join(field(1, piece("a", 0, 1)), field(3, new byte[] {5 << 3, 0})));
        // A length of 2^63 and more, a field without number, a number without end, a group.
        assertRefused(Fault.TRUNCATED, "18446744073709551615 bytes", join(new byte[] {10}, filled(9), new byte[] {1}));
        assertRefused(Fault.SYNTAX, "the number 0", new byte[] {0});
        assertRefused(Fault.SYNTAX, "ten bytes", filled(11));
        assertRefused(Fault.SYNTAX, "the form 3", new byte[] {7 << 3 | 3});
        assertRefused(Fault.TOO_MANY, "1048576 pieces", pieces(1_048_577));
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        var sound = sound();
        for (int length = 0; length < sound.length; length++) {
            assertReadOrRefused(Arrays.copyOf(sound, length));
        }
        Seeds.each(Mutations.count(), random -> assertReadOrRefused(Mutations.of(sound, random)));
    }

    @Test
    void aRefusalNamesTheFile() throws Exception {
        var file = Files.write(folder.resolve("tokenizer.model"), new byte[] {0});
        var refused = assertThrows(MalformedWeights.class, () -> PieceModel.read(file));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("\"tokenizer.model\": "), refused::toString);
    }

    private static void assertReadOrRefused(byte[] file) {
        try {
            assertFalse(PieceModelReader.read(ByteBuffer.wrap(file)).pieces().isEmpty());
        } catch (MalformedWeights refused) {
            assertFalse(String.valueOf(refused.getMessage()).isEmpty());
        }
    }

    private static void assertRefused(Fault fault, String part, byte[] file) {
        var refused = assertThrows(MalformedWeights.class, () -> PieceModelReader.read(ByteBuffer.wrap(file)));
        assertEquals(fault, refused.fault(), refused::toString);
        assertTrue(String.valueOf(refused.getMessage()).contains(part), refused::toString);
    }

    private static byte[] sound() {
        return join(
                field(1, piece("<unk>", 0, 2)),
                field(1, piece("\u2581a", -1.5f, 1)),
                field(2, new byte[] {3 << 3, 2}),
                field(3, join(field(2, new byte[] {1, 2, 3}), new byte[] {3 << 3, 0})),
                field(4, new byte[5]));
    }

    private static byte[] piece(String text, float score, int kind) {
        return join(
                field(1, text.getBytes(StandardCharsets.UTF_8)),
                new byte[] {2 << 3 | 5},
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(score)
                        .array(),
                new byte[] {3 << 3, (byte) kind});
    }

    private static byte[] pieces(int count) {
        var bytes = new byte[2 * count];
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i] = 1 << 3 | 2;
        }
        return bytes;
    }

    private static byte[] filled(int count) {
        var bytes = new byte[count];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }

    private static byte[] field(int number, byte[] value) {
        var head = new ByteArrayOutputStream();
        head.write(number << 3 | 2);
        int rest = value.length;
        for (; rest > 0x7F; rest >>>= 7) {
            head.write((rest & 0x7F) | 0x80);
        }
        head.write(rest);
        return join(head.toByteArray(), value);
    }

    private static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
