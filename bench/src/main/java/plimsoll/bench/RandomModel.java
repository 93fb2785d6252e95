package plimsoll.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.conversion.FileType;
import plimsoll.weights.conversion.TypeChoice;
import plimsoll.weights.gguf.GgufMetadata;
import plimsoll.weights.gguf.GgufWriter;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorSource;

/// A model of the shape of Llama 3.2 1B with random weights: as much work as the real one, and nobody's property.
///
/// The numbers come from one pool of normal deviates that every matrix begins in another place: quantising 1.2 billion
/// different ones takes minutes, and no kernel can tell.
///
/// @param type what most of the matrices are written in, mixed as a quantiser would
record RandomModel(FileType type, int layers, int vocabulary) {
    private static final int WIDTH = 2048;
    private static final int HEADS = 32;
    private static final int KV_HEADS = 8;
    private static final int HEAD_DIM = 64;
    private static final int FEED_FORWARD = 8192;
    private static final int POOL_ROWS = 2048;
    private static final int BYTE_TOKENS = 256;
    private static final int SPECIAL_TOKENS = 3;
    private static final float DEVIATION = 0.02f;
    private static final long SEED = 7;

    static RandomModel likeLlama1B(FileType type) {
        return new RandomModel(type, 16, 128_256);
    }

    /// Writes it, unless it is there.
    Path in(Path folder) throws IOException {
        var file = folder.resolve("random-%s-%d.gguf".formatted(type, layers));
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            new GgufWriter(metadata(), tensors()).write(file, false);
        }
        return file;
    }

    private GgufMetadata metadata() {
        var metadata = new GgufMetadata()
                .put("general.architecture", "llama")
                .put("general.name", "random")
                .put("llama.block_count", layers)
                .put("llama.context_length", 131_072)
                .put("llama.embedding_length", WIDTH)
                .put("llama.feed_forward_length", FEED_FORWARD)
                .put("llama.attention.head_count", HEADS)
                .put("llama.attention.head_count_kv", KV_HEADS)
                .put("llama.attention.layer_norm_rms_epsilon", 1e-5f)
                .put("llama.rope.freq_base", 500_000f)
                .put("llama.rope.dimension_count", HEAD_DIM)
                .put("tokenizer.ggml.model", "llama")
                .put("tokenizer.ggml.pre", "default");
        var tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        var types = new int[vocabulary];
        types[0] = 2;
        types[1] = 3;
        types[2] = 3;
        for (int i = SPECIAL_TOKENS; i < vocabulary; i++) {
            int value = i - SPECIAL_TOKENS;
            tokens.add(value < BYTE_TOKENS ? "<0x%02X>".formatted(value) : "\u2581w" + value);
            types[i] = value < BYTE_TOKENS ? 6 : 1;
        }
        return metadata.put("tokenizer.ggml.tokens", tokens)
                .put("tokenizer.ggml.scores", new float[vocabulary])
                .put("tokenizer.ggml.token_type", types)
                .put("tokenizer.ggml.bos_token_id", 1)
                .put("tokenizer.ggml.eos_token_id", 2);
    }

    private List<TensorSource> tensors() {
        var pools = new EnumMap<DType, MemorySegment>(DType.class);
        var tensors = new ArrayList<TensorSource>();
        tensors.add(matrix("token_embd", vocabulary, WIDTH, pools));
        tensors.add(ones("output_norm", WIDTH));
        for (int layer = 0; layer < layers; layer++) {
            var at = "blk." + layer + ".";
            tensors.add(ones(at + "attn_norm", WIDTH));
            tensors.add(matrix(at + "attn_q", HEADS * HEAD_DIM, WIDTH, pools));
            tensors.add(matrix(at + "attn_k", KV_HEADS * HEAD_DIM, WIDTH, pools));
            tensors.add(matrix(at + "attn_v", KV_HEADS * HEAD_DIM, WIDTH, pools));
            tensors.add(matrix(at + "attn_output", WIDTH, HEADS * HEAD_DIM, pools));
            tensors.add(ones(at + "ffn_norm", WIDTH));
            tensors.add(matrix(at + "ffn_gate", FEED_FORWARD, WIDTH, pools));
            tensors.add(matrix(at + "ffn_up", FEED_FORWARD, WIDTH, pools));
            tensors.add(matrix(at + "ffn_down", WIDTH, FEED_FORWARD, pools));
        }
        return tensors;
    }

    private static MemorySegment pool(DType type) {
        var random = new Random(SEED);
        var values = new float[POOL_ROWS * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = DEVIATION * (float) random.nextGaussian();
        }
        var bytes = Arena.ofAuto().allocate(type.sizeBytes(values.length), 64);
        BlockCodec.of(type).orElseThrow().encode(values, 0, bytes);
        return bytes;
    }

    private TensorSource matrix(String name, long rows, long columns, Map<DType, MemorySegment> pools) {
        var shape = TensorShape.of(rows, columns);
        var own = new TypeChoice(type, "llama", layers, true).of(name + ".weight", shape, DType.F16);
        var pool = pools.computeIfAbsent(own, RandomModel::pool);
        long start = Math.floorMod(name.hashCode(), POOL_ROWS) * own.sizeBytes(WIDTH);
        return new TensorSource(name + ".weight", own, shape, out -> {
            long at = start;
            for (long left = own.sizeBytes(rows * columns); left > 0; at = 0) {
                long part = Math.min(left, pool.byteSize() - at);
                out.write(pool.asSlice(at, part));
                left -= part;
            }
        });
    }

    private static TensorSource ones(String name, int count) {
        var values = new float[count];
        Arrays.fill(values, 1);
        var bytes = Arena.ofAuto().allocateFrom(LittleEndian.FLOAT, values);
        return new TensorSource(name + ".weight", DType.F32, TensorShape.of(count), out -> out.write(bytes));
    }
}
