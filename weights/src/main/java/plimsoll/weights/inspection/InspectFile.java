package plimsoll.weights.inspection;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;
import static plimsoll.weights.findings.Verdict.UNFINISHED;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.gguf.GgufHeader;
import plimsoll.weights.pickle.PickleImport;
import plimsoll.weights.pickle.ScanPickle;
import plimsoll.weights.safetensors.SafetensorsHeader;
import plimsoll.weights.tensors.MalformedWeights;

/// Inspects one file by its content, and everything in it if it is an archive. Nothing of it is run. One thread.
public final class InspectFile {
    /// What the rules here are called: a verdict holds for one version of them. A change that finds more is a new one.
    public static final int VERSION = 2;

    private static final int MOST_NESTED = 3;
    /// Data under the name of what packed it. No library that runs what it loads unpacks these by itself, but for those
    /// that were named like a pickle before.
    private static final Pattern PACKED_DATA = Pattern.compile(
            "^(?!.*\\.(?:pkl|pickle|joblib|dill|pt|pth|ckpt|bin|dat)\\.).*\\.(?:bz2|xz|zst|zstd|7z|rar|lz4)$",
            Pattern.CASE_INSENSITIVE);
    private static final int MOST_IMPORTS = 200;
    /// One in 256 files of raw numbers begins like a pickle, and breaks off soon: of random bytes three in four are no
    /// instruction. What breaks off so early, with nothing brought in from outside, does nothing to who loads it.
    private static final int MOST_INSTRUCTIONS_OF_NUMBERS = 10;

    private final Map<String, PickleImport> imports = new LinkedHashMap<>();

    private InspectFile() {}

    /// Says what a file is and how far it can be trusted.
    ///
    /// @param path of the file in its repository; its ending is a hint
    /// @param file is read from first to last byte, and not closed
    /// @throws IOException when it cannot be read; never for what it holds
    public static Report inspect(String path, SeekableByteChannel file) throws IOException {
        var findings = new Findings();
        var inspection = new InspectFile();
        var content = new Slice(ZipArchive.lastPart(path), file, 0, file.size());
        var format = inspection.inspect(content, path, 0, findings);
        return Report.of(format.name().toLowerCase(Locale.ROOT), findings, List.copyOf(inspection.imports.values()));
    }

    private Format inspect(Content content, String path, int depth, Findings findings) throws IOException {
        byte[] front;
        try (var in = content.open()) {
            front = in.readNBytes(Format.FRONT_BYTES);
        }
        var format = Format.of(front, content.name(), content.sizeBytes());
        if (Signatures.isTestVirus(front)) {
            findings.add(DANGEROUS, "virus", 0, "the EICAR test file, which stands for a virus");
        }
        if (depth > MOST_NESTED) {
            findings.add(UNFINISHED, "nesting", 0, "archives nested deeper than %d".formatted(MOST_NESTED));
            return format;
        }
        try {
            inspect(format, content, path, depth, findings);
            findSecondArchive(format, content, depth, findings);
        } catch (MalformedWeights refused) {
            findings.add(verdict(refused.fault()), codeOf(format, refused.fault()), refused.offset(), refused.reason());
        } catch (Content.TooLarge | ZipDirectory.Broken | ZipException | EOFException broken) {
            findings.add(UNFINISHED, "broken", 0, String.valueOf(broken.getMessage()));
        }
        return format;
    }

    private void inspect(Format format, Content content, String path, int depth, Findings findings) throws IOException {
        switch (format) {
            case ZIP -> zip(content.channel(), depth, findings);
            case GGUF -> gguf(content, findings);
            case SAFETENSORS -> safetensors(content, path, findings);
            case NUMPY -> NumpyFile.inspect(content, findings, this::imported);
            case PICKLE -> pickle(content, path, findings);
            case GZIP -> unpacked(content, Unpacked.How.GZIP, path, depth, findings);
            case ZLIB -> unpacked(content, Unpacked.How.ZLIB, path, depth, findings);
            case TAR ->
                TarArchive.read(content, (member, name, within) -> inspect(member, name, depth + 1, within), findings);
            case PACKED ->
                findings.add(
                        PACKED_DATA.matcher(content.name()).find() ? SUSPICIOUS : UNFINISHED,
                        "packed",
                        0,
                        "packed in a way that is not read here");
            case HDF5 -> GraphRules.inspectHdf5(content, findings);
            case ONNX -> OnnxModel.inspect(content, findings);
            case TENSORFLOW -> GraphRules.inspectGraph(content, findings);
            case PROGRAM -> findings.add(SUSPICIOUS, "program", 0, "a program");
            case TEXT -> text(content, findings);
            case OTHER -> probe(content, findings);
        }
    }

    private static void gguf(Content content, Findings findings) throws IOException {
        var header = GgufHeader.read(content.channel());
        header.text("tokenizer.chat_template").ifPresent(template -> ChatTemplateRules.inspect(template, findings));
    }

    // A reader of safetensors refuses what has no brace behind the length, so its name is all that speaks for it.
    private void safetensors(Content content, String path, Findings findings) throws IOException {
        byte[] front;
        try (var in = content.open()) {
            front = in.readNBytes(Long.BYTES + 1);
        }
        if (front.length <= Long.BYTES || front[Long.BYTES] == '{') {
            SafetensorsHeader.read(content.channel());
            return;
        }
        findings.add(
                SUSPICIOUS,
                "safetensors-not-this-format",
                0,
                "no safetensors, though %s is named like one".formatted(MalformedWeights.quoted(path)));
        text(content, findings);
    }

    private void zip(SeekableByteChannel channel, int depth, Findings findings) throws IOException {
        var directory = ZipDirectory.read(channel);
        if (directory.isEmpty()) {
            findings.add(UNFINISHED, "zip-truncated", 0, "an archive without the directory at its end");
            return;
        }
        var archive = new ZipArchive(channel, directory.get(), findings);
        boolean isScript =
                archive.members().stream().anyMatch(member -> member.name().matches("[^/]+/code/.*\\.py"));
        if (isScript) {
            findings.add(SUSPICIOUS, "torchscript", 0, "a TorchScript archive, which holds code");
        }
        archive.read((member, path, within) -> {
            if (member.name().equals("data.pkl")) {
                var _ = ScanPickle.scan(member.open(), true, within, this::imported);
            } else {
                inspect(member, path, depth + 1, within);
            }
        });
    }

    private void pickle(Content content, String path, Findings findings) throws IOException {
        var tried = new Findings();
        boolean isPickle;
        try (var in = content.open()) {
            var names = new ArrayList<PickleImport>();
            var outcome = ScanPickle.scan(in, false, tried, names::add);
            // What imports and then goes on beyond a limit may call what it imported.
            boolean mayCall = outcome.cutShort() && !names.isEmpty();
            boolean isNumbers = !outcome.reachesOut() && outcome.instructions() <= MOST_INSTRUCTIONS_OF_NUMBERS;
            isPickle = outcome.reachedStop()
                    || outcome.hasCalled()
                    || mayCall
                    || (beginsLikePickle(content) && !isNumbers);
        }
        if (!isPickle) {
            findings.add(
                    SUSPICIOUS,
                    "not-a-pickle",
                    0,
                    "no pickle, though %s is named like one".formatted(MalformedWeights.quoted(path)));
            return;
        }
        try (var in = content.open()) {
            var _ = ScanPickle.scan(in, false, findings, this::imported);
        }
    }

    private static boolean beginsLikePickle(Content content) throws IOException {
        try (var in = content.open()) {
            return in.read() == 0x80;
        }
    }

    // Pickles of the oldest protocols begin like anything else.
    private void probe(Content content, Findings findings) throws IOException {
        var tried = new Findings();
        var found = new LinkedHashMap<String, PickleImport>();
        try (var in = content.open()) {
            var outcome = ScanPickle.scan(in, false, tried, name -> found.put(name.name(), name));
            boolean runs = (outcome.hasCalled() || outcome.cutShort()) && tried.verdict() == Verdict.DANGEROUS;
            if (runs || (outcome.reachedStop() && !found.isEmpty())) {
                tried.all().forEach(one -> findings.add(one.verdict(), one.code(), one.offset(), one.reason()));
                found.values().forEach(this::imported);
            }
        }
    }

    private void text(Content content, Findings findings) throws IOException {
        TextRules.inspect(content, findings);
        probe(content, findings);
    }

    private void unpacked(Content packed, Unpacked.How how, String path, int depth, Findings findings)
            throws IOException {
        var name = packed.name().replaceFirst("\\.(gz|gzip|z)$", "");
        var content = new Unpacked(name, packed, how, Bombs.unpackedSize(packed, how));
        inspect(content, path, depth + 1, findings.in(name));
    }

    // An archive may be appended to anything: readers of archives look at the end of a file, others at its front.
    private void findSecondArchive(Format format, Content content, int depth, Findings findings) throws IOException {
        if (format == Format.ZIP || !(content instanceof Slice slice) || format == Format.PACKED) {
            return;
        }
        var channel = slice.channel();
        var directory = Bombs.trailingDirectory(channel);
        if (directory.isPresent()) {
            findings.add(SUSPICIOUS, "zip-polyglot", directory.get().offset(), "an archive is hidden at its end");
            zip(channel, depth + 1, findings);
        }
    }

    private void imported(PickleImport name) {
        if (imports.size() < MOST_IMPORTS) {
            imports.putIfAbsent(name.module() + "." + name.name(), name);
        }
    }

    private static String codeOf(Format format, MalformedWeights.Fault fault) {
        return (format + "-" + fault).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // What ends early, or comes from a newer writer, is not read; what contradicts itself attacks its reader.
    private static Verdict verdict(MalformedWeights.Fault fault) {
        return switch (fault) {
            case NOT_THIS_FORMAT, INCOMPLETE -> SUSPICIOUS;
            case UNSUPPORTED_VERSION, UNKNOWN_TYPE, TRUNCATED -> UNFINISHED;
            case TOO_MANY,
                    TOO_LONG,
                    TOO_DEEP,
                    SYNTAX,
                    NOT_UTF8,
                    DUPLICATE,
                    WRONG_VALUE,
                    SHAPE,
                    SIZE,
                    MISALIGNED,
                    OVERLAP,
                    GAP,
                    OUTSIDE_FILE -> DANGEROUS;
        };
    }
}
