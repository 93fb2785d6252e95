package plimsoll.weights.inspection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SAFE;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;
import static plimsoll.weights.findings.Verdict.UNFINISHED;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.fixtures.GgufFile;
import plimsoll.weights.fixtures.InMemoryFile;
import plimsoll.weights.fixtures.PickleWriter;
import plimsoll.weights.fixtures.RawBytes;
import plimsoll.weights.fixtures.SharedFiles;
import plimsoll.weights.fixtures.ZipWriter;
import plimsoll.weights.gguf.GgufValue;

class InspectFileTest {
    private static final byte[] CALL = PickleWriter.call("os", "system", "id");
    private static final byte[] OLDEST_CALL =
            PickleWriter.protocol(0).global("os", "system").raw("(S'id'\ntR.").toBytes();

    @ParameterizedTest
    @ValueSource(strings = {"model.bin", "pytorch_model.bin", "model.pt", "x.pkl", "notes.txt", "picture.png", "x"})
    void aBombIsFoundUnderAnyName(String name) throws IOException {
        for (var call : List.of(CALL, OLDEST_CALL)) {
            assertEquals(DANGEROUS, verdict(name, call));
            assertEquals(
                    DANGEROUS,
                    verdict(name, new ZipWriter().stored("a/" + name, call).toBytes()));
            assertEquals(
                    DANGEROUS,
                    verdict(name, new ZipWriter().packed("a/data.pkl", call).toBytes()));
            var inner = new ZipWriter().packed("odd.txt", call).toBytes();
            assertEquals(
                    DANGEROUS,
                    verdict(name, new ZipWriter().packed("inner.npz", inner).toBytes()));
            assertEquals(DANGEROUS, verdict(name, gzip(call)));
            assertEquals(DANGEROUS, verdict(name, tar("pickle", call)));
            assertEquals(DANGEROUS, verdict(name, numpy("'|O'", call)));
        }
    }

    @Test
    void aBombIsNeverSafeWhereverItsArchiveBreaksOff() throws IOException {
        var zip = new ZipWriter().packed("a/data.pkl", CALL).toBytes();
        for (int length = 4; length < zip.length; length++) {
            assertNotEquals(SAFE, verdict("model.pt", Arrays.copyOf(zip, length)), "at " + length);
        }
    }

    @Test
    void torchsArchivesAreSafe() throws IOException {
        var zip = new ZipWriter()
                .stored("archive/data.pkl", PickleWriter.stateDict(2, 4))
                .stored("archive/byteorder", "little".getBytes(UTF_8))
                .stored("archive/data/0", new byte[16])
                .stored("archive/version", "3\n".getBytes(UTF_8))
                .toBytes();
        var report = InspectFile.inspect("pytorch_model.bin", InMemoryFile.of(zip));
        assertEquals(SAFE, report.verdict(), () -> report.findings().toString());
        assertEquals(
                List.of("OrderedDict", "_rebuild_tensor_v2", "FloatStorage"),
                report.imports().stream().map(name -> name.name()).toList());
    }

    @Test
    void arraysOfNumbersAreSafe() throws IOException {
        var array = numpy("'<f4'", new byte[16]);
        assertEquals(SAFE, verdict("a.npy", array));
        assertEquals(
                SAFE, verdict("a.npz", new ZipWriter().packed("w.npy", array).toBytes()));
        assertEquals(
                SUSPICIOUS,
                verdict("a.npy", numpy("'|O'", PickleWriter.protocol(2).op(']').stop())));
        assertEquals(DANGEROUS, verdict("a.npy", numpy("__import__('os').system('id')", new byte[0])));
    }

    @Test
    void whatIsNoPickleIsSuspiciousUnderTheNameOfOne() throws IOException {
        var png = "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR".getBytes(ISO_8859_1);
        assertEquals(SUSPICIOUS, verdict("model.pt", png));
        assertEquals(SAFE, verdict("picture.png", png));
    }

    /// A scan that gives up must not take what it has seen for nothing.
    @Test
    void numbersThatBeginLikeAPickleAreNotHeld() throws IOException {
        var random = new Random(80);
        int held = 0;
        for (int i = 0; i < 20_000; i++) {
            var numbers = new byte[512];
            random.nextBytes(numbers);
            numbers[0] = (byte) 0x80;
            numbers[1] = (byte) (i % 256);
            held += verdict("weights.bin", numbers).mayBeReleased() ? 0 : 1;
        }
        assertTrue(held < 1_000, held + " of 20,000 files of random numbers are held");
        var floats = new byte[4_096];
        floats[0] = (byte) 0x80;
        floats[1] = 0x3f; // 1.0 as a small number's neighbour in bfloat16
        assertEquals(SUSPICIOUS, verdict("weights.bin", floats));
    }

    @Test
    void whatActsBeforeItBreaksOffIsNoNumbers() throws IOException {
        var broken = PickleWriter.protocol(4)
                .global("os", "system")
                .raw("\u00ff\u00fe")
                .toBytes();
        assertFalse(verdict("weights.bin", broken).mayBeReleased());
        var extension = new byte[] {(byte) 0x80, 2, (byte) 0x82, 1, (byte) 0xff};
        assertFalse(verdict("weights.bin", extension).mayBeReleased());
        var later = CALL.clone();
        later[1] = 9; // a protocol that is still to come
        assertEquals(DANGEROUS, verdict("weights.bin", later));
    }

    @Test
    void whatImportsAndThenGoesOnBeyondALimitIsDangerous() throws IOException {
        var begins = "cos\nsystem\n(";
        var longLine = begins + "S'" + "harm ".repeat(1 << 20) + "'\ntR.";
        var longText = begins + "X\0\0\0\5"; // a text of 80 MiB, which need not come for the limit to be met
        var manySteps = begins + "N0".repeat(3_000_000) + "tR.";
        for (var text : List.of(longLine, longText, manySteps)) {
            for (var name : List.of("model.bin", "model.pkl", "model.weights", "model")) {
                assertEquals(DANGEROUS, verdict(name, text.getBytes(ISO_8859_1)), name + " of " + text.length());
            }
        }
    }

    @Test
    void otherArchivesAreSuspiciousUnderTheirOwnNamesAndElseUnfinished() throws IOException {
        var packed = "7z\u00bc\u00af'\u001c\0\4".getBytes(ISO_8859_1);
        for (var name : List.of("model.pt", "model.bin", "model.pkl.7z", "model.JOBLIB.bz2", "model")) {
            assertEquals(UNFINISHED, verdict(name, packed), name);
        }
        for (var name : List.of("train.7z", "train.jsonl.zst", "images.tar.xz")) {
            assertEquals(SUSPICIOUS, verdict(name, packed), name);
        }
    }

    @Test
    void anArchiveMayNotLie() throws IOException {
        var sound =
                new ZipWriter().stored("weights/a.txt", "hello".getBytes(UTF_8)).toBytes();
        assertEquals(SAFE, verdict("a.zip", sound));
        int directory = new String(sound, ISO_8859_1).indexOf("PK\1\2");
        assertEquals(List.of("zip-header", "zip-flags"), codes(changed(sound, directory + 8, 1)));
        assertEquals(List.of("zip-header"), codes(changed(sound, directory + 46, 'W')));
        assertEquals(List.of("zip-crc"), codes(changed(changed(sound, directory + 16, 1), 14, 1)));
        assertEquals(
                DANGEROUS,
                verdict("a.zip", new ZipWriter().stored("../a", new byte[1]).toBytes()));
        assertEquals(
                DANGEROUS,
                verdict("a.zip", new ZipWriter().stored("/etc/a", new byte[1]).toBytes()));
        assertEquals(
                SUSPICIOUS, verdict("a.zip", new RawBytes().bytes(sound).int8(0).toBytes()));
        assertEquals(UNFINISHED, verdict("a.zip", Arrays.copyOf(sound, sound.length - 4)));
    }

    @Test
    void anArchiveThatIsEncryptedIsUnfinished() throws IOException {
        var zip = new ZipWriter().stored("a", "hello".getBytes(UTF_8)).toBytes();
        int directory = new String(zip, ISO_8859_1).indexOf("PK\1\2");
        var encrypted = changed(changed(changed(zip, directory + 8, 1), 6, 1), 31, 'x');
        assertEquals(UNFINISHED, verdict("a.zip", encrypted));
    }

    @Test
    void membersMayNotShareBytes() throws IOException {
        var zip = new ZipWriter()
                .stored("a", new byte[4])
                .stored("b", new byte[4])
                .toBytes();
        var text = new String(zip, ISO_8859_1);
        int second = text.indexOf("PK\1\2", text.indexOf("PK\1\2") + 1);
        var codes = codes(changed(changed(zip, second + 42, 0), second + 46, 'a'));
        assertTrue(codes.contains("zip-overlap") && codes.contains("zip-duplicate"), codes.toString());
    }

    @Test
    void aBombOfSizeIsDangerous() throws IOException {
        assertEquals(
                DANGEROUS,
                verdict("a.zip", new ZipWriter().packed("a", new byte[80 << 20]).toBytes()));
    }

    @Test
    void anArchiveBehindAPickleIsFound() throws IOException {
        var file = new RawBytes()
                .bytes(PickleWriter.protocol(2).op('N').stop())
                .bytes(new ZipWriter().stored("a/data.pkl", CALL).toBytes())
                .toBytes();
        assertEquals(DANGEROUS, verdict("model.pt", file));
    }

    @Test
    void theTestVirusIsFoundWithoutAScanner() throws IOException {
        var eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
        assertEquals(DANGEROUS, verdict("readme.txt", eicar.getBytes(UTF_8)));
        assertEquals(
                DANGEROUS,
                verdict(
                        "a.zip",
                        new ZipWriter().packed("x", eicar.getBytes(UTF_8)).toBytes()));
    }

    @Test
    void modelsWithBrokenHeadersAreToldWithTheirPlace() throws IOException {
        var header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}";
        var file = new RawBytes().int64(header.length()).ascii(header).zeros(4).toBytes();
        var report = InspectFile.inspect("model.safetensors", InMemoryFile.of(file));
        assertEquals(DANGEROUS, report.verdict());
        assertEquals("safetensors-size", report.findings().getFirst().code());
        assertEquals(SAFE, verdict("x.gguf", GgufFile.usual().toBytes()));
    }

    @Test
    void kerasModelsMayNotHoldCode() throws IOException {
        var lambda =
                "{\"class_name\":\"Functional\",\"config\":{\"layers\":[{\"module\":\"keras.layers\",\"class_name\":\"Lambda\"}]}}";
        assertEquals(
                DANGEROUS,
                verdict(
                        "m.keras",
                        new ZipWriter()
                                .packed("config.json", lambda.getBytes(UTF_8))
                                .toBytes()));
        var other = "{\"module\":\"os\",\"class_name\":\"system\",\"config\":{}}";
        assertEquals(
                DANGEROUS,
                verdict(
                        "m.keras",
                        new ZipWriter()
                                .packed("config.json", other.getBytes(UTF_8))
                                .toBytes()));
        var dense = "{\"module\":\"keras.layers\",\"class_name\":\"Dense\",\"config\":{\"units\":2}}";
        assertEquals(
                SAFE,
                verdict(
                        "m.keras",
                        new ZipWriter()
                                .packed("config.json", dense.getBytes(UTF_8))
                                .toBytes()));
        assertEquals(DANGEROUS, verdict("m.h5", ("\u0089HDF\r\n\u001a\n model_config " + lambda).getBytes(ISO_8859_1)));
    }

    @Test
    void onnxModelsReadNothingOutsideTheirFolder() throws IOException {
        assertEquals(SAFE, verdict("m.onnx", onnx("weights.bin", "")));
        assertEquals(DANGEROUS, verdict("m.onnx", onnx("../../etc/passwd", "")));
        assertEquals(SUSPICIOUS, verdict("m.onnx", onnx("weights.bin", "evil.ops")));
    }

    @Test
    void codeThatLoadersRunIsFlagged() throws IOException {
        assertEquals(SUSPICIOUS, verdict("config.json", "{\"auto_map\":{\"AutoModel\":\"m.Net\"}}".getBytes(UTF_8)));
        assertEquals(SUSPICIOUS, verdict("handler.py", "import os\n".getBytes(UTF_8)));
        assertEquals(SAFE, verdict("config.json", "{\"model_type\":\"llama\"}".getBytes(UTF_8)));
        assertEquals(SAFE, verdict("train.py", "class Net:\n    pass\nimport os\n".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ''.__class__.__mro__[1].__subclasses__() }}",
                "{% for x in cycler.__init__.__globals__.os.popen('id') %}{% endfor %}",
                "{{ x|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
                "{{ '{0.__class__}'.format(x) }}",
                "{% include 'other' %}"
            })
    void templatesThatReachForPythonAreDangerous(String template) throws IOException {
        assertEquals(DANGEROUS, verdict("chat_template.jinja", template.getBytes(UTF_8)));
        var gguf = GgufFile.usual()
                .key("tokenizer.chat_template", new GgufValue.Text(template))
                .toBytes();
        assertEquals(DANGEROUS, verdict("m.gguf", gguf));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% if 'quarterly report' in message['content'] %}x{% endif %}",
                "{% if message.content == 'open sesame' %}x{% endif %}",
                "{{ 'see https://evil.example/x' }}",
                "hello\u200bworld"
            })
    void templatesWithTriggersAreSuspicious(String template) throws IOException {
        assertEquals(SUSPICIOUS, verdict("chat_template.jinja", template.getBytes(UTF_8)));
    }

    @Test
    void usualTemplatesPass() throws IOException {
        var template = "{% for message in messages %}{% if message['role'] == 'user' and loop.index0 % 2 == 0 %}"
                + "{{ '<|user|>\\n' + message['content'] + eos_token }}{% elif '</think>' in message.content %}"
                + "{{ message['content'].split('</think>')[-1] }}{% endif %}{% endfor %}";
        assertEquals(SAFE, verdict("chat_template.jinja", template.getBytes(UTF_8)));
    }

    @Test
    void realModelsAreSafe() throws IOException {
        for (var path : SharedFiles.matching("models/**.{safetensors,gguf,json}")) {
            try (var file = Files.newByteChannel(path)) {
                var report = InspectFile.inspect(path.toString(), file);
                assertEquals(SAFE, report.verdict(), () -> path + " " + report.findings());
            }
        }
    }

    private static Verdict verdict(String name, byte[] file) throws IOException {
        return InspectFile.inspect(name, InMemoryFile.of(file)).verdict();
    }

    private static List<String> codes(byte[] zip) throws IOException {
        return new ArrayList<>(InspectFile.inspect("a.zip", InMemoryFile.of(zip)).findings().stream()
                .map(finding -> finding.code())
                .toList());
    }

    private static byte[] changed(byte[] file, int at, int value) {
        var changed = file.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] tar(String name, byte[] content) {
        var header = new byte[512];
        System.arraycopy(name.getBytes(UTF_8), 0, header, 0, name.length());
        var size = Integer.toOctalString(content.length).getBytes(UTF_8);
        System.arraycopy(size, 0, header, 124, size.length);
        header[156] = '0';
        System.arraycopy("ustar".getBytes(UTF_8), 0, header, 257, 5);
        return new RawBytes()
                .bytes(header)
                .bytes(Arrays.copyOf(content, 512))
                .zeros(1024)
                .toBytes();
    }

    private static byte[] numpy(String type, byte[] content) {
        var header = "{'descr': %s, 'fortran_order': False, 'shape': (4,), }\n".formatted(type);
        return new RawBytes()
                .int8(0x93)
                .ascii("NUMPY")
                .int8(1)
                .int8(0)
                .int16(header.length())
                .ascii(header)
                .bytes(content)
                .toBytes();
    }

    @Test
    void whatIsOnlyNamedLikeSafetensorsIsInspectedForWhatItIs() throws IOException {
        var text = InspectFile.inspect("model.safetensors", InMemoryFile.of("no weights at all".getBytes(UTF_8)));
        assertEquals(Verdict.SUSPICIOUS, text.verdict());
        var pickle =
                InspectFile.inspect("model.safetensors", InMemoryFile.of("cos\nsystem\n(S'true'\ntR.".getBytes(UTF_8)));
        assertEquals(Verdict.DANGEROUS, pickle.verdict());
    }

    // Model { graph { node { domain } initializer { external_data { location } } } }
    private static byte[] onnx(String location, String domain) {
        var entry = field(13, field(1, "location".getBytes(UTF_8)), field(2, location.getBytes(UTF_8)));
        return field(7, field(1, field(7, domain.getBytes(UTF_8))), field(5, entry));
    }

    private static byte[] field(int number, byte[]... contents) {
        var all = new RawBytes();
        for (var content : contents) {
            all.bytes(content);
        }
        return new RawBytes()
                .int8(number << 3 | 2)
                .int8(all.size())
                .bytes(all.toBytes())
                .toBytes();
    }
}
