package plimsoll.web.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.web.http.Refused;

final class FormPartsTest {
    private static final String TYPE = "multipart/form-data; boundary=----x";

    private static FormParts parts(String text) {
        return FormParts.of(TYPE, new ByteArrayInputStream(bytes(text.replace("\n", "\r\n"))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static FormParts.Part next(FormParts form) {
        return form.next().orElseThrow();
    }

    @Test
    void fieldsAndFilesComeOut() throws IOException {
        var form = parts("""
                ------x
                Content-Disposition: form-data; name="summary"

                First files
                ------x
                Content-Disposition: form-data; name="files"; filename="é.txt"
                Content-Type: text/plain

                one
                --two
                ------x
                Content-Disposition: form-data; name="files"; filename=""


                ------x--
                """);
        var summary = next(form);
        assertEquals("summary", summary.name());
        assertEquals(Optional.empty(), summary.fileName());
        assertEquals("First files", new String(summary.content().readAllBytes(), StandardCharsets.UTF_8));
        var file = next(form);
        assertEquals(Optional.of("é.txt"), file.fileName());
        assertEquals("one\r\n--two", new String(file.content().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, next(form).content().readAllBytes().length);
        assertEquals(Optional.empty(), form.next());
    }

    @Test
    void aPartThatNobodyReadIsSkipped() {
        var form = parts("------x\nname=\"a\"\n\n1\n------x\nname=\"b\"\n\n2\n------x--\n");
        assertEquals("a", next(form).name());
        assertEquals("b", next(form).name());
        assertEquals(Optional.empty(), form.next());
    }

    @Test
    void aBrokenFormIsRefused() {
        assertThrows(Refused.class, () -> FormParts.of("text/plain", InputStream.nullInputStream()));
        assertThrows(Refused.class, () -> parts("").next());
        assertThrows(Refused.class, () -> parts("------x\nno end").next());
        var cut = parts("------x\nname=\"a\"\n\nno boundary");
        var part = next(cut);
        assertThrows(Refused.class, () -> part.content().readAllBytes());
        var head = parts("------x\nname=\"" + "a".repeat(10_000) + "\"\n\n1\n------x--\n");
        assertThrows(Refused.class, head::next);
    }

    @Test
    void aFormOfTooManyPartsIsRefused() {
        var form = parts("------x\nname=\"a\"\n\n1\n".repeat(FormParts.MAX_PARTS + 1) + "------x--\n");
        for (int i = 0; i < FormParts.MAX_PARTS; i++) {
            next(form);
        }
        assertThrows(Refused.class, form::next);
    }

    /// Whatever the bytes and however they arrive, files come out as they went in: also those that look like the
    /// beginning of a boundary where the buffer ends.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void filesComeOutAsTheyWentIn(long seed) throws IOException {
        var random = new Random(seed);
        var files = new ArrayList<byte[]>();
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < 5; i++) {
            var file = nearly(random);
            files.add(file);
            body.writeBytes(head(i));
            body.writeBytes(file);
            body.writeBytes(bytes("\r\n"));
        }
        body.writeBytes(bytes("------x--\r\n"));
        var form = FormParts.of(TYPE, inDrips(body.toByteArray(), random));
        for (var file : files) {
            assertArrayEquals(file, next(form).content().readAllBytes(), "seed " + seed);
        }
        assertEquals(Optional.empty(), form.next(), "seed " + seed);
    }

    private static byte[] head(int number) {
        return bytes(
                "------x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%d\"\r\n\r\n".formatted(number));
    }

    private static byte[] nearly(Random random) {
        var file = new ByteArrayOutputStream();
        int pieces = random.nextInt(4_000);
        for (int i = 0; i < pieces; i++) {
            switch (random.nextInt(4)) {
                case 0 -> file.writeBytes(bytes("\r\n------"));
                case 1 -> file.writeBytes(bytes("\r\n------\r\n"));
                case 2 -> file.writeBytes(bytes("\r"));
                default -> {
                    var noise = new byte[random.nextInt(60)];
                    random.nextBytes(noise);
                    noise = new String(noise, StandardCharsets.ISO_8859_1)
                            .replace('x', 'y') // which would end a real boundary
                            .getBytes(StandardCharsets.ISO_8859_1);
                    file.writeBytes(noise);
                }
            }
        }
        return file.toByteArray();
    }

    private static InputStream inDrips(byte[] body, Random random) {
        var drips = new ArrayList<InputStream>();
        int at = 0;
        while (at < body.length) {
            int n = Math.min(body.length - at, 1 + random.nextInt(20_000));
            drips.add(new ByteArrayInputStream(body, at, n));
            at += n;
        }
        return new SequenceInputStream(java.util.Collections.enumeration(List.copyOf(drips)));
    }
}
