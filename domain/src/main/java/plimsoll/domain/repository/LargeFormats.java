package plimsoll.domain.repository;

import java.util.ArrayList;
import java.util.List;

/// File names that promise large or binary content: what the ecosystem's repositories keep outside git from the
/// start.
final class LargeFormats {
    private static final List<String> WEIGHTS = List.of(
            "*.bin",
            "*.ckpt",
            "*.ftz",
            "*.gguf",
            "*.h5",
            "*.joblib",
            "*.mlmodel",
            "*.model",
            "*.msgpack",
            "*.npy",
            "*.npz",
            "*.onnx",
            "*.ot",
            "*.pb",
            "*.pickle",
            "*.pkl",
            "*.pt",
            "*.pth",
            "*.safetensors",
            "saved_model/**/*",
            "*.tflite",
            "*.wasm",
            "*tfevents*");
    private static final List<String> ARCHIVES = List.of(
            "*.7z",
            "*.arrow",
            "*.bz2",
            "*.gz",
            "*.lfs.*",
            "*.parquet",
            "*.rar",
            "*.tar",
            "*.tar.*",
            "*.tgz",
            "*.xz",
            "*.zip",
            "*.zst");
    private static final List<String> RECORDINGS = List.of(
            "*.lz4", "*.mds", "*.pcm", "*.sam", "*.raw", "*.aac", "*.flac", "*.mp3", "*.ogg", "*.wav", "*.bmp", "*.gif",
            "*.png", "*.tiff", "*.jpg", "*.jpeg", "*.webp", "*.mp4", "*.webm");

    private LargeFormats() {}

    static List<String> of(RepoKind kind) {
        var patterns = new ArrayList<>(WEIGHTS);
        patterns.addAll(ARCHIVES);
        return switch (kind) {
            case MODEL, SPACE -> patterns;
            case DATASET -> {
                patterns.addAll(RECORDINGS);
                yield patterns;
            }
        };
    }
}
