package plimsoll.hub.personaldata;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import plimsoll.domain.personaldata.Detector;
import plimsoll.domain.personaldata.Tally;
import plimsoll.hub.personaldata.FileScan.Coverage;
import plimsoll.weights.parquet.ParquetFile;

/// Looks for personal data in one file, of any size, in memory that does not grow with it. Safe for use by any
/// number of threads.
public final class ScanFile {
    private static final int HEAD = 4096;
    private static final int SALT_BYTES = 16;
    private static final Set<String> WEIGHTS = Set.of(
            "safetensors",
            "gguf",
            "ggml",
            "bin",
            "pt",
            "pth",
            "ckpt",
            "onnx",
            "h5",
            "keras",
            "npy",
            "npz",
            "msgpack",
            "tflite",
            "pb",
            "model",
            "joblib",
            "pkl");

    private final ScanLimits limits;
    private final InstantSource clock;
    private final SecureRandom random;

    /// Within limits.
    public ScanFile(ScanLimits limits, InstantSource clock, SecureRandom random) {
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /// The version of what is found: the rules' and the readers'.
    public String version() {
        return Detector.VERSION + "+1";
    }

    /// What is in a file.
    ///
    /// @param name the file's own, by whose ending its format is known
    /// @param file is read anywhere, and not closed
    /// @throws IOException when its bytes cannot be had now; what is wrong with them is a result
    public FileScan scan(String name, SeekableByteChannel file) throws IOException {
        long size = file.size();
        if (size == 0) {
            return FileScan.EMPTY;
        }
        var head = head(file);
        var low = name.toLowerCase(Locale.ROOT);
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var reading = new Reading(new Tally(salt), clock, clock.instant().plus(limits.patience()));
        if (ParquetFile.isParquet(head)) {
            return parquet(reading, file, size);
        }
        if (low.endsWith(".parquet")) {
            return FileScan.unread(Coverage.UNREAD, "parquet", "it is not Parquet", size);
        }
        if (head.length > 2 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
            return gzip(reading, file, low, size);
        }
        var packed = packed(head);
        if (packed.isPresent()) {
            boolean weights = WEIGHTS.contains(ending(low));
            return FileScan.unread(
                    weights ? Coverage.WEIGHTS : Coverage.UNREAD,
                    packed.get(),
                    "it is packed as " + packed.get(),
                    size);
        }
        var charset = charset(head);
        if (charset.isEmpty()) {
            boolean weights = WEIGHTS.contains(ending(low));
            return FileScan.unread(
                    weights ? Coverage.WEIGHTS : Coverage.UNREAD,
                    weights ? "weights" : "binary",
                    "it is not text",
                    size);
        }
        return text(reading, file, low, charset.get(), size);
    }

    private static byte[] head(SeekableByteChannel file) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(HEAD, file.size()));
        file.position(0);
        while (buffer.hasRemaining() && file.read(buffer) >= 0) {
            // until it is full
        }
        return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<String> packed(byte[] head) {
        int first = head.length < 4 ? 0 : ByteBuffer.wrap(head).getInt();
        return switch (first) {
            case 0x504b0304, 0x504b0506 -> Optional.of("zip");
            case 0x28b52ffd -> Optional.of("zstd");
            case 0xfd377a58 -> Optional.of("xz");
            case 0x377abcaf -> Optional.of("7z");
            case 0x25504446 -> Optional.of("pdf");
            default -> first >>> 8 == 0x425a68 ? Optional.of("bzip2") : Optional.empty();
        };
    }

    /// The charset of a text; empty when it is none.
    private static Optional<Charset> charset(byte[] head) {
        if (head.length > 1 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (head.length > 1 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        int strange = 0;
        for (byte b : head) {
            if (b == 0) {
                return Optional.empty();
            }
            strange += b > 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' ? 1 : 0;
        }
        var text = new String(head, StandardCharsets.UTF_8);
        long broken = text.chars().filter(c -> c == '\ufffd').count();
        // A few bytes in another charset leave everything else as it is; the last character may be cut.
        boolean isText = strange * 50 <= head.length && broken * 10 <= text.length() + 10L;
        return isText ? Optional.of(StandardCharsets.UTF_8) : Optional.empty();
    }

    private static Reading.Format format(Reading reading, String name) {
        return switch (ending(name)) {
            case "json", "jsonl", "ndjson", "geojson", "ipynb" -> new JsonText(reading);
            case "csv" -> new CsvText(reading, (char) 0);
            case "tsv", "tab" -> new CsvText(reading, '\t');
            default -> reading::text;
        };
    }

    private static String word(String name) {
        return switch (ending(name)) {
            case "json", "jsonl", "ndjson", "geojson", "ipynb" -> "json";
            case "csv", "tsv", "tab" -> "csv";
            default -> "text";
        };
    }

    private FileScan parquet(Reading reading, SeekableByteChannel file, long size) throws IOException {
        var parquet = new ParquetText(reading, limits.wholeBytes());
        try {
            parquet.read(file);
        } catch (java.nio.channels.ClosedChannelException | java.io.InterruptedIOException e) {
            throw e;
        } catch (IOException e) { // MalformedParquet, the end of the file, a broken gzip page, time
            return broken(reading, "parquet", e, parquet.readBytes(), size);
        }
        var coverage = parquet.unreadable() ? Coverage.PARTIAL : parquet.sampled() ? Coverage.SAMPLED : Coverage.WHOLE;
        var reason = parquet.unreadable()
                ? "columns of it hold what is no text"
                : parquet.sampled() ? "groups of its rows were left out" : "";
        long read = parquet.sampled() ? parquet.readBytes() : size;
        return scan(reading, coverage, "parquet", reason, read, size);
    }

    private static FileScan scan(
            Reading reading, Coverage coverage, String format, String reason, long read, long size) {
        return new FileScan(coverage, format, reason, reading.rows, read, size, reading.tally.findings());
    }

    private static FileScan broken(Reading reading, String format, IOException why, long read, long size) {
        var findings = reading.tally.findings();
        boolean nothing = read == 0 && reading.rows == 0 && findings.counts().isEmpty();
        var reason = Optional.ofNullable(why.getMessage()).orElse("it cannot be read");
        return new FileScan(
                nothing ? Coverage.UNREAD : Coverage.PARTIAL, format, reason, reading.rows, read, size, findings);
    }

    private FileScan gzip(Reading reading, SeekableByteChannel file, String name, long size) throws IOException {
        var inner = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        var word = "gzip " + word(inner);
        var counted = new Slices.Counted(limits.wholeBytes());
        try {
            var unpacked = new BufferedInputStream(new GZIPInputStream(Slices.of(file, 0, size)), Reading.BUFFER);
            unpacked.mark(HEAD);
            var head = unpacked.readNBytes(HEAD);
            unpacked.reset();
            var charset = charset(head);
            if (charset.isEmpty() || packed(head).isPresent() || ParquetFile.isParquet(head)) {
                return FileScan.unread(Coverage.UNREAD, "gzip", "what is packed in it is not text", size);
            }
            format(reading, inner).read(new InputStreamReader(counted.over(unpacked), charset.get()));
            if (counted.cut()) {
                return scan(reading, Coverage.SAMPLED, word, "only its beginning was read", counted.bytes(), size);
            }
            return scan(reading, Coverage.WHOLE, word, "", counted.bytes(), size);
        } catch (Slices.Unavailable | java.io.InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return broken(reading, word, e, counted.bytes(), size);
        }
    }

    private FileScan text(Reading reading, SeekableByteChannel file, String name, Charset charset, long size)
            throws IOException {
        var format = format(reading, name);
        var word = word(name);
        long read = 0;
        try {
            boolean sampled = size > limits.wholeBytes();
            if (!sampled) {
                format.read(reader(Slices.of(file, 0, size), charset));
                return scan(reading, Coverage.WHOLE, word, "", size, size);
            }
            for (var slice : Slices.spread(file, size, limits)) {
                // In the midst of a document of JSON nobody knows whether a quote opens or closes.
                boolean midst = word.equals("json") && name.endsWith(".json");
                var piece = reader(Slices.of(file, slice.from(), slice.to()), charset);
                if (midst) {
                    reading.text(piece);
                } else {
                    format.read(piece);
                }
                read += slice.to() - slice.from();
            }
            return scan(reading, Coverage.SAMPLED, word, "pieces of it were read, evenly spread", read, size);
        } catch (JsonText.CutOff | Reading.TimeUp e) {
            return broken(reading, word, e, read, size);
        }
    }

    private static InputStreamReader reader(InputStream in, Charset charset) {
        return new InputStreamReader(in, charset);
    }
}
