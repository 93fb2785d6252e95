package plimsoll.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.web.http.Refused;

final class MultipartFormTest {
    private static final String TYPE = "multipart/form-data; boundary=----x";

    private static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void fieldsAndFilesComeOut() {
        var form = MultipartForm.read(TYPE, bytes("""
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
                """));
        assertEquals(Optional.of("First files"), form.field("summary"));
        assertEquals(Optional.of("é.txt"), form.parts().get(1).fileName());
        assertEquals("one\r\n--two", form.parts().get(1).content().utf8());
        assertEquals(0, form.parts().get(2).content().sizeBytes());
    }

    @Test
    void aBrokenFormIsRefused() {
        assertThrows(Refused.class, () -> MultipartForm.read("text/plain", new byte[0]));
        assertThrows(Refused.class, () -> MultipartForm.read(TYPE, bytes("------x\nno end")));
        assertThrows(Refused.class, () -> MultipartForm.read(TYPE, bytes("------x\nname=\"a\"\n\nno boundary")));
    }
}
