package plimsoll.hub.personaldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import plimsoll.hub.content.BytesChannel;
import plimsoll.hub.personaldata.FileScan.Coverage;

class ScanFileTest {
    private static final ScanLimits SMALL = new ScanLimits(64 << 10, 8 << 10, Duration.ofMinutes(1));

    private static FileScan scan(String name, byte[] bytes, ScanLimits limits) throws IOException {
        return new ScanFile(limits, InstantSource.system(), new SecureRandom()).scan(name, new BytesChannel(bytes));
    }

    private static FileScan scan(String name, String text) throws IOException {
        return scan(name, text.getBytes(StandardCharsets.UTF_8), ScanLimits.USUAL);
    }

    private static String counts(FileScan scan) {
        return scan.findings().counts().stream()
                .map(count -> "%s %s %d/%d"
                        .formatted(count.certainty().word(), count.kind().word(), count.findings(), count.distinct()))
                .collect(Collectors.joining("; "));
    }

    @Test
    void cellsAreReadByTheNameOfTheirColumn() throws IOException {
        var csv = "id;phone;note\r\n1;467 3395;\"says; \"\"hi\"\"\nto joe@acme.com\"\r\n2;781 1704;x\r\n";
        var scan = scan("people.csv", csv);
        assertEquals("certain e-mail 1/1; probable phone 2/2", counts(scan));
        assertEquals(3, scan.rows());
        assertEquals(Coverage.WHOLE, scan.coverage());
        assertEquals("certain e-mail 1/1; probable phone 2/2", counts(scan("people.tsv", csv.replace(';', '\t'))));
        assertEquals("", counts(scan("people.csv", csv.replace("phone", "score").replace("joe@acme.com", "joe"))));
    }

    @Test
    void digitsOfTwoCellsAreNotOneNumber() throws IOException {
        assertEquals("", counts(scan("a.csv", "a,b\n40070707,53690781\n")));
    }

    @Test
    void stringsAndNumbersOfJsonAreReadWithTheirKeys() throws IOException {
        var lines = """
                {"mobile": "467 3395", "a": [1, 2], "joe@acme.com": null}
                {"card_number": 4007070753690781, "t": "j\\u006fe@acme.com\\nok"}
                """;
        var scan = scan("data.jsonl", lines);
        assertEquals("certain e-mail 2/1; certain card 1/1; probable phone 1/1", counts(scan));
        assertEquals(2, scan.rows());
        assertEquals(
                2,
                scan.findings().samples().stream()
                        .filter(sample -> sample.row() == 2)
                        .count());
    }

    @Test
    void aLongStringIsReadInPieces() throws IOException {
        var text = "{\"text\": \"" + "word ".repeat(60_000) + "joe@acme.com\"}";
        assertEquals("certain e-mail 1/1", counts(scan("a.json", text)));
    }

    @Test
    void theSameNumberInAnotherFormIsNoOtherNumber() throws IOException {
        assertEquals("certain card 2/1", counts(scan("a.txt", "card 4007 0707 5369 0781\ncard 4007070753690781\n")));
    }

    @Test
    void whatIsPackedByGzipIsReadAsWhatIsInIt() throws IOException {
        var packed = gzip("phone\n467 3395\n".getBytes(StandardCharsets.UTF_8));
        var scan = scan("a.csv.gz", packed, ScanLimits.USUAL);
        assertEquals("probable phone 1/1", counts(scan));
        assertEquals("gzip csv", scan.format());
        assertEquals(Coverage.WHOLE, scan.coverage());
    }

    @Test
    void whatIsCutOffIsNeverClean() throws IOException {
        var packed = gzip("joe@acme.com\n".repeat(9_000).getBytes(StandardCharsets.UTF_8));
        var cut = scan("a.txt.gz", Arrays.copyOf(packed, packed.length / 2), ScanLimits.USUAL);
        assertTrue(cut.coverage() == Coverage.PARTIAL || cut.coverage() == Coverage.UNREAD, cut.toString());
        assertTrue(cut.unreadBytes() > 0);
        var json = scan("a.json", "[\"joe@acme.com\", \"and th");
        assertEquals(Coverage.PARTIAL, json.coverage());
        assertEquals("certain e-mail 1/1", counts(json));
        var parquet = scan("a.parquet", "PAR1 and no more".getBytes(StandardCharsets.UTF_8), ScanLimits.USUAL);
        assertEquals(Coverage.UNREAD, parquet.coverage());
    }

    @Test
    void whatIsNoTextIsNotScanned() throws IOException {
        var zip = scan("a.zip", new byte[] {'P', 'K', 3, 4, 0, 0}, ScanLimits.USUAL);
        assertEquals("it is packed as zip", zip.reason());
        assertEquals(6, zip.unreadBytes());
        assertEquals(
                Coverage.UNREAD,
                scan("a.png", new byte[] {1, 2, 0, 4}, ScanLimits.USUAL).coverage());
        assertEquals(
                Coverage.WEIGHTS,
                scan("m.gguf", new byte[] {1, 2, 0, 4}, ScanLimits.USUAL).coverage());
        assertEquals(
                0, scan("m.gguf", new byte[] {1, 2, 0, 4}, ScanLimits.USUAL).unreadBytes());
    }

    @Test
    void ofALargeFilePiecesAreReadAndItIsSaid() throws IOException {
        var large = "line with joe@acme.com in it and some more words\n"
                .repeat(20_000)
                .getBytes(StandardCharsets.UTF_8);
        for (var name : new String[] {"a.txt", "a.jsonl", "a.csv", "a.json"}) {
            var scan = scan(name, large, SMALL);
            assertEquals(Coverage.SAMPLED, scan.coverage(), name);
            assertTrue(scan.readBytes() >= SMALL.wholeBytes() && scan.readBytes() < 2 * SMALL.wholeBytes(), name);
            // Pieces are of whole lines, so none is cut, and each is counted once.
            assertEquals(
                    scan.readBytes() / 49, scan.findings().counts().getFirst().findings(), name);
            assertTrue(scan.unreadBytes() > 0);
        }
        var packed = scan("a.txt.gz", gzip(large), SMALL);
        assertEquals(Coverage.SAMPLED, packed.coverage());
        assertEquals(SMALL.wholeBytes(), packed.readBytes());
    }

    @Test
    void whatTakesTooLongIsReadInPart() throws IOException {
        var slow = scan(
                "a.txt",
                "joe@acme.com\n".repeat(90_000).getBytes(StandardCharsets.UTF_8),
                new ScanLimits(1 << 20, 1 << 20, Duration.ofSeconds(-1)));
        assertTrue(slow.unreadBytes() > 0);
        assertEquals("it takes longer than a scan may", slow.reason());
    }

    @Test
    void theSameFileGivesTheSameReport() throws IOException {
        var text = "call 467 3395 or joe@acme.com, card 4007 0707 5369 0781\n".repeat(500);
        assertEquals(scan("a.md", text).text(), scan("a.md", text).text());
        assertEquals(scan("a.md", text), FileScan.read(scan("a.md", text).text()));
    }

    @Test
    void noValueIsInWhatIsKept() throws IOException {
        var kept = scan("a.txt", "joe.smith@acme.com, 4007 0707 5369 0781, 467 3395 call, +46 8 928 571 38")
                .text();
        for (var value : new String[] {"joe", "smith", "acme", "4007", "0781", "467", "3395", "928"}) {
            assertFalse(kept.contains(value), kept);
        }
    }

    @Test
    void otherCharsetsAreReadWhereTheyAreTold() throws IOException {
        var bytes = "\ufeffmail joe@acme.com".getBytes(StandardCharsets.UTF_16LE);
        assertEquals("certain e-mail 1/1", counts(scan("a.txt", bytes, ScanLimits.USUAL)));
        assertEquals(
                "certain e-mail 1/1",
                counts(scan(
                        "a.txt", "caf\u00e9 joe@acme.com".getBytes(StandardCharsets.ISO_8859_1), ScanLimits.USUAL)));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(bytes);
        }
        return out.toByteArray();
    }
}
