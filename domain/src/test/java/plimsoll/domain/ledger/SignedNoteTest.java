package plimsoll.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedNoteTest {
    /// The vector that the format publishes.
    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String LINE = "\u2014 example.com/foo"
            + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private static final String TEXT = "This is an example message.\n";

    @Test
    void theFormatsOwnExampleVerifies() throws BadEvidence {
        var key = NoteKey.of(VKEY);
        assertEquals(VKEY, key.vkey());
        assertEquals("530d903a", key.idHex());
        var note = SignedNote.of((TEXT + "\n" + LINE).getBytes(StandardCharsets.UTF_8));
        assertEquals(TEXT, note.text());
        assertEquals(List.of(key), note.signedBy(List.of(key)));
        assertEquals(TEXT + "\n" + LINE, note.note());
    }

    @Test
    void aKnownKeysBrokenSignatureSpoilsTheNote() throws BadEvidence {
        var key = NoteKey.of(VKEY);
        var changed = SignedNote.of("This is an exbmple message.\n\n" + LINE);
        assertThrows(BadEvidence.class, () -> changed.signedBy(List.of(key)));
        var flipped = SignedNote.of(TEXT + "\n" + LINE.replace("QOkn8", "QOkn9"));
        assertThrows(BadEvidence.class, () -> flipped.signedBy(List.of(key)));
        var beside = SignedNote.of(TEXT + "\n" + LINE + LINE.replace("QOkn8", "QOkn9"));
        assertThrows(BadEvidence.class, () -> beside.signedBy(List.of(key)));
    }

    @Test
    void aKeyNobodyKnowsCountsForNothing() throws BadEvidence {
        var ours = Keys.signer("example.org/log", NoteKey.Algorithm.ED25519).key();
        var note = SignedNote.of(TEXT + "\n" + LINE);
        assertEquals(List.of(), note.signedBy(List.of(ours)));
    }

    @Test
    void theLastEmptyLineSeparates() throws BadEvidence {
        assertEquals("a\n\nb\n", SignedNote.of("a\n\nb\n\n" + LINE).text());
    }

    @Test
    void moreSignaturesThanAnyLogHasAreRefusedAndSeventeenAreNot() throws BadEvidence {
        var note = TEXT + "\n" + String.join("", Collections.nCopies(17, LINE));
        assertEquals(17, SignedNote.of(note).signatures().size());
        var many = TEXT + "\n" + String.join("", Collections.nCopies(65, LINE));
        assertThrows(BadEvidence.class, () -> SignedNote.of(many));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n",
                "a\n\n",
                "a\n\nno signature\n",
                "a\n\n- n AAAAAAA=\n", // a hyphen
                "a\n\n\u2014 n AAAAAAA=", // no end of the last line
                "a\n\n\u2014 n AAAA\n", // no room for more than a key's id
                "a\n\n\u2014 n+m AAAAAAA=\n",
                "a\n\n\u2014  AAAAAAA=\n",
                "a\n\n\u2014 n AAAAAAA= \n",
                "a\n\n\u2014 n AAAAAAA\n", // no padding
                "a\n\n\u2014 n AAAAAAB=\n", // another spelling of the same bytes
                "a\tb\n\n\u2014 n AAAAAAA=\n",
                "a\r\n\n\u2014 n AAAAAAA=\n"
            })
    void whatIsNoNoteIsRefused(String note) {
        assertThrows(BadEvidence.class, () -> SignedNote.of(note));
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        var bytes = (TEXT + "\n" + LINE).getBytes(StandardCharsets.UTF_8);
        bytes[0] = (byte) 0xff;
        assertThrows(BadEvidence.class, () -> SignedNote.of(bytes));
        assertThrows(BadEvidence.class, () -> SignedNote.of(new byte[SignedNote.MAX_BYTES + 1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a+b",
                "a+00000000+AQ==",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            })
    void whatIsNoKeyIsRefused(String vkey) {
        assertThrows(BadEvidence.class, () -> NoteKey.of(vkey));
    }

    @Test
    void namesHaveNoSpaceAndNoPlus() {
        assertTrue(NoteKey.isName("example.org/log"));
        for (var name : List.of("", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\nb", "x".repeat(256))) {
            assertTrue(!NoteKey.isName(name), name);
        }
    }
}
