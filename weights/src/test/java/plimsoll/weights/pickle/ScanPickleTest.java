package plimsoll.weights.pickle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.fixtures.PickleWriter;
import plimsoll.weights.fixtures.RawBytes;

class ScanPickleTest {
    private static final byte[] CALL = PickleWriter.call("os", "system", "id");

    @Test
    void aListOfTextsIsSafeInEveryProtocol() {
        assertEquals(Verdict.SAFE, verdict("(lp0\nVhello\np1\naVw\\u00e9\np2\na.".getBytes(US_ASCII)));
        assertEquals(
                Verdict.SAFE,
                verdict(PickleWriter.protocol(3)
                        .op(']')
                        .op('q')
                        .op(0)
                        .mark()
                        .text("a")
                        .text("é")
                        .op('e')
                        .stop()));
        assertEquals(
                Verdict.SAFE,
                verdict(PickleWriter.protocol(4)
                        .op(0x95)
                        .raw(new byte[8])
                        .op(']')
                        .op(0x94)
                        .op(0x8c)
                        .op(1)
                        .raw("a")
                        .op('a')
                        .stop()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aStateDictionaryIsSafeInEveryProtocolAndNowhereElse(int protocol) {
        var file = PickleWriter.stateDict(protocol, 4);
        assertEquals(
                Verdict.SAFE,
                PickleVerdicts.ofTorch(file),
                () -> PickleVerdicts.findings(file, true).all().toString());
        assertEquals(Verdict.DANGEROUS, verdict(file));
    }

    @Test
    void torchsOlderFilesAreReadToTheirEnd() {
        var file = PickleWriter.legacyFile(8);
        assertEquals(
                Verdict.SAFE,
                verdict(file),
                () -> PickleVerdicts.findings(file, false).all().toString());
        assertEquals(Verdict.UNFINISHED, verdict(Arrays.copyOf(file, file.length - 1)));
        assertEquals(
                Verdict.SUSPICIOUS, verdict(new RawBytes().bytes(file).int8(0).toBytes()));
    }

    @Test
    void aMagicNumberThatIsComputedIsDangerous() {
        assertEquals(Verdict.DANGEROUS, verdict(PickleWriter.call("builtins", "eval", "0x1950a86a20f9469cfc6c")));
    }

    @Test
    void everyPickleOfAFileCounts() {
        var harmless = PickleWriter.protocol(2).op('N').stop();
        assertEquals(
                Verdict.SAFE,
                verdict(new RawBytes().bytes(harmless).bytes(harmless).toBytes()));
        assertEquals(
                Verdict.DANGEROUS,
                verdict(new RawBytes().bytes(harmless).bytes(CALL).toBytes()));
        assertEquals(
                Verdict.SUSPICIOUS,
                verdict(new RawBytes().bytes(harmless).int8(0).toBytes()));
    }

    @Test
    void whatRunsBeforeTheFileBreaksOffIsDangerous() {
        assertEquals(Verdict.DANGEROUS, verdict(Arrays.copyOf(CALL, CALL.length - 1)));
        assertEquals(
                Verdict.DANGEROUS,
                verdict(new RawBytes()
                        .bytes(Arrays.copyOf(CALL, CALL.length - 1))
                        .int8(0xff)
                        .toBytes()));
    }

    @Test
    void anUnfinishedPickleIsNeverSafe() {
        var whole = PickleWriter.stateDict(2, 4);
        for (int length = 0; length < whole.length; length++) {
            assertNotEquals(Verdict.SAFE, PickleVerdicts.ofTorch(Arrays.copyOf(whole, length)));
        }
    }

    @Test
    void anImportIsToldWithItsPlace() {
        var first = PickleVerdicts.findings(CALL, false).all().getFirst();
        assertEquals("pickle-import", first.code());
        assertEquals(2, first.offset());
        assertTrue(first.reason().contains("os.system"), first.reason());
    }

    @Test
    void namesThatAreNoNamesAreDangerous() {
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(4)
                        .number(1)
                        .text("system")
                        .op(0x93)
                        .stop()));
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(4).text("system").op(0x93).stop()));
        assertEquals(
                Verdict.DANGEROUS, verdict(PickleWriter.protocol(4).raw("h\7").stop()));
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(4)
                        .blob(new byte[2])
                        .op(0x94)
                        .raw("h\0h\0")
                        .op(0x93)
                        .stop()));
    }

    @Test
    void lengthsThatCannotBeAreDangerous() {
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(2)
                        .op(0x8b)
                        .raw(new byte[] {-1, -1, -1, -1})
                        .stop()));
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(2)
                        .op('T')
                        .raw(new byte[] {-1, -1, -1, -1})
                        .stop()));
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(2)
                        .op('B')
                        .raw(new byte[] {-1, -1, -1, -1})
                        .stop()));
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(4)
                        .op(0x8e)
                        .raw(new byte[] {0, 0, 0, 0, 0, 0, 0, -1})
                        .stop()));
    }

    @Test
    void extensionsAreDangerous() {
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(2).op(0x82).op(1).stop()));
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(2).op(0x83).raw("\1\1").stop()));
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(2).op(0x84).raw("\1\1\1\1").stop()));
    }

    @Test
    void itemsAreSetOnDictionariesOnly() {
        assertEquals(
                Verdict.DANGEROUS,
                verdict(PickleWriter.protocol(2)
                        .global("numpy", "ndarray")
                        .text("a")
                        .text("b")
                        .op('s')
                        .stop()));
        assertEquals(
                Verdict.SAFE,
                verdict(PickleWriter.protocol(2)
                        .global("collections", "OrderedDict")
                        .emptyTuple()
                        .reduce()
                        .text("a")
                        .text("b")
                        .op('s')
                        .stop()));
    }

    @Test
    void anExpansionIsDangerous() {
        var laughs = PickleWriter.protocol(2).op(']').op('q').op(0).text("lol").op('a');
        for (int level = 1; level <= 10; level++) {
            laughs.op(']').op('q').op(level).mark();
            for (int i = 0; i < 10; i++) {
                laughs.op('h').op(level - 1);
            }
            laughs.op('e');
        }
        assertEquals(Verdict.DANGEROUS, verdict(laughs.stop()));
    }

    @Test
    void aListedFunctionIsJudgedByItsArguments() {
        var ok = PickleWriter.protocol(2)
                .global("_codecs", "encode")
                .text("é")
                .text("latin1")
                .op(0x86)
                .reduce()
                .stop();
        var other = PickleWriter.protocol(2)
                .global("_codecs", "encode")
                .text("é")
                .text("rot13")
                .op(0x86)
                .reduce()
                .stop();
        assertEquals(Verdict.SAFE, verdict(ok));
        assertEquals(Verdict.DANGEROUS, verdict(other));
    }

    @Test
    void arraysOfObjectsAreSuspicious() {
        var objects = PickleWriter.protocol(2)
                .global("numpy", "dtype")
                .text("O8")
                .op(0x89)
                .op(0x88)
                .op(0x87)
                .reduce()
                .stop();
        assertEquals(Verdict.SUSPICIOUS, verdict(objects));
    }

    @Test
    void anObjectOfAnUnknownClassIsSuspiciousAndItsConstructorDangerous() {
        var created = PickleWriter.protocol(2)
                .global("lab.model", "Net")
                .emptyTuple()
                .op(0x81)
                .op('}')
                .op('b')
                .stop();
        assertEquals(Verdict.SUSPICIOUS, verdict(created));
        var called = PickleWriter.protocol(2)
                .global("lab.model", "Net")
                .text("a")
                .text("b")
                .op(0x86)
                .reduce()
                .stop();
        assertEquals(Verdict.DANGEROUS, verdict(called));
        var hidden = PickleWriter.protocol(2)
                .global("lab.model", "Net")
                .emptyTuple()
                .op(0x81)
                .op('}')
                .text("__class__")
                .op('N')
                .op('s')
                .op('b')
                .stop();
        assertEquals(Verdict.DANGEROUS, verdict(hidden));
    }

    @Test
    void aFloodOfInstructionsIsUnfinished() {
        var flood = new byte[10_000_002];
        for (int i = 0; i < flood.length; i += 2) {
            flood[i] = 'N';
            flood[i + 1] = '0';
        }
        assertEquals(Verdict.UNFINISHED, verdict(flood));
    }

    private static Verdict verdict(byte[] pickle) {
        return PickleVerdicts.of(pickle);
    }
}
