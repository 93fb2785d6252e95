package plimsoll.domain.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PointerTest {
    private static final String OID = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    private static final String TEXT =
            "version https://git-lfs.github.com/spec/v1\noid sha256:" + OID + "\nsize 12345\n";

    @Test
    void theSpecificationsExampleIsRead() {
        assertEquals(Optional.of(new Pointer(new Sha256(OID), 12345)), Pointer.parse(Bytes.ofUtf8(TEXT)));
    }

    @Test
    void itIsWrittenAsGitLfsWritesIt() {
        assertEquals(TEXT, new Pointer(new Sha256(OID), 12345).text().utf8());
    }

    @Test
    void extensionLinesArePassedOver() {
        var extended = TEXT.replace("oid ", "ext-0-foo sha256:" + OID + "\noid ");
        assertTrue(Pointer.parse(Bytes.ofUtf8(extended)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "version https://git-lfs.github.com/spec/v1\n"})
    void anotherFileIsNotAPointer(String text) {
        assertTrue(Pointer.parse(Bytes.ofUtf8(text)).isEmpty());
    }

    @Test
    void whatIsAlmostAPointerIsNone() {
        assertTrue(Pointer.parse(Bytes.ofUtf8(TEXT.replace("12345", "012"))).isEmpty());
        assertTrue(Pointer.parse(Bytes.ofUtf8(TEXT.replace("12345", "9999999999999999999")))
                .isEmpty());
        assertTrue(Pointer.parse(Bytes.ofUtf8(TEXT.replace(OID, OID.toUpperCase(java.util.Locale.ROOT))))
                .isEmpty());
        assertTrue(Pointer.parse(Bytes.ofUtf8(TEXT + "more\n")).isEmpty());
        assertTrue(Pointer.parse(Bytes.ofUtf8(TEXT + "\n".repeat(1024))).isEmpty());
    }
}
