package plimsoll.weights.inspection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// What a file is taken for, by its first bytes; its name is only a hint where those say nothing.
enum Format {
    ZIP,
    GGUF,
    SAFETENSORS,
    NUMPY,
    PICKLE,
    GZIP,
    ZLIB,
    TAR,
    /// Packed in a way that is not undone here.
    PACKED,
    HDF5,
    ONNX,
    TENSORFLOW,
    /// A program for a machine or a virtual one.
    PROGRAM,
    TEXT,
    /// None of these: nothing that a loader of models would run.
    OTHER;

    /// So much of the front of a file decides.
    static final int FRONT_BYTES = 4096;

    private static final int NEWEST_PICKLE = 5;
    private static final int TAR_MAGIC_OFFSET = 257;

    private record Magic(Format format, String hex) {
        boolean begins(byte[] front) {
            var magic = HexFormat.of().parseHex(hex);
            return front.length >= magic.length && Arrays.equals(front, 0, magic.length, magic, 0, magic.length);
        }
    }

    private static final List<Magic> MAGICS = List.of(
            new Magic(ZIP, "504b0304"),
            new Magic(ZIP, "504b0506"),
            new Magic(GGUF, "47475546"),
            new Magic(NUMPY, "934e554d5059"),
            new Magic(GZIP, "1f8b"),
            new Magic(PACKED, "425a68"), // bzip2
            new Magic(PACKED, "fd377a585a00"), // xz
            new Magic(PACKED, "28b52ffd"), // zstd
            new Magic(PACKED, "377abcaf271c"), // 7z
            new Magic(PACKED, "526172211a07"), // rar
            new Magic(PACKED, "04224d18"), // lz4
            new Magic(HDF5, "894844460d0a1a0a"),
            new Magic(PROGRAM, "7f454c46"), // ELF
            new Magic(PROGRAM, "cffaedfe"), // Mach-O
            new Magic(PROGRAM, "cafebabe"), // Java, and Mach-O for several machines
            new Magic(PROGRAM, "6465780a")); // Android

    /// What the bytes and the name of a file say.
    static Format of(byte[] front, String name, long sizeBytes) {
        for (var magic : MAGICS) {
            if (magic.begins(front)) {
                return magic.format();
            }
        }
        if (front.length >= 2 && (front[0] & 0xFF) == 0x80 && front[1] >= 0 && front[1] <= NEWEST_PICKLE) {
            return PICKLE;
        }
        if (name.endsWith(".safetensors") || beginsLikeSafetensors(front, sizeBytes)) {
            return SAFETENSORS;
        }
        if (at(front, TAR_MAGIC_OFFSET, "ustar")) {
            return TAR;
        }
        if (at(front, 0, "MZ") && front.length > 0x40 && front[2] != 0 && isWindowsProgram(front)) {
            return PROGRAM;
        }
        return byName(front, name);
    }

    private static Format byName(byte[] front, String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "onnx" -> ONNX;
            case "pb", "pbtxt" -> TENSORFLOW;
            case "pkl", "pickle", "pt", "pth", "ckpt", "bin", "joblib", "dat", "data", "dill" ->
                isZlib(front) ? ZLIB : isPlainText(front) ? TEXT : PICKLE;
            case "npy" -> NUMPY;
            default -> isText(front) ? TEXT : OTHER;
        };
    }

    // A text whose first letter is an instruction is tried as a pickle too.
    private static boolean isPlainText(byte[] front) {
        return isText(front) && (front.length == 0 || "(clidVSFILN]})".indexOf(front[0]) < 0);
    }

    private static boolean isZlib(byte[] front) {
        return front.length > 1 && front[0] == 0x78 && (0x7800 + (front[1] & 0xFF)) % 31 == 0;
    }

    private static boolean isWindowsProgram(byte[] front) {
        int at = (front[0x3c] & 0xFF) | ((front[0x3d] & 0xFF) << 8);
        return at(front, at, "PE\0\0");
    }

    // A small number of eight bytes, then a brace.
    private static boolean beginsLikeSafetensors(byte[] front, long sizeBytes) {
        if (front.length < 10 || front[8] != '{' || (front[9] != '"' && front[9] != '}')) {
            return false;
        }
        long length = 0;
        for (int i = 7; i >= 0; i--) {
            length = (length << 8) | (front[i] & 0xFF);
        }
        return length > 0 && length <= sizeBytes - 8;
    }

    private static boolean at(byte[] front, int at, String magic) {
        var bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        return front.length >= at + bytes.length && Arrays.equals(front, at, at + bytes.length, bytes, 0, bytes.length);
    }

    /// Whether these look like the first bytes of a text: no zero, and few control characters.
    static boolean isText(byte[] front) {
        int controls = 0;
        for (byte b : front) {
            if (b == 0) {
                return false;
            }
            controls += b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' ? 1 : 0;
        }
        return controls <= front.length / 100;
    }
}
