package plimsoll.app.wiring;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import plimsoll.weights.safetensors.SafetensorsWriter;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.tensors.TensorView;

/// A sentence encoder of one layer and random numbers, which knows the letters a and b.
public final class SmallEncoder {
    static final int WIDTH = 8;
    private static final int POSITIONS = 16;

    private SmallEncoder() {}

    /// Writes its configuration, vocabulary and weights.
    public static Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        var tensors = new ArrayList<TensorSource>();
        var random = new Random(4);
        for (var name : List.of("query", "key", "value")) {
            linear(tensors, "encoder.layer.0.attention.self." + name, random);
        }
        for (var name : List.of("attention.output.dense", "intermediate.dense", "output.dense")) {
            linear(tensors, "encoder.layer.0." + name, random);
        }
        for (var name : List.of(
                "embeddings.LayerNorm",
                "encoder.layer.0.attention.output.LayerNorm",
                "encoder.layer.0.output.LayerNorm")) {
            tensors.add(tensor(name + ".weight", TensorShape.of(WIDTH), 1, random));
            tensors.add(tensor(name + ".bias", TensorShape.of(WIDTH), 0, random));
        }
        tensors.add(tensor("embeddings.word_embeddings.weight", TensorShape.of(5, WIDTH), 0, random));
        tensors.add(tensor("embeddings.position_embeddings.weight", TensorShape.of(POSITIONS, WIDTH), 0, random));
        tensors.add(tensor("embeddings.token_type_embeddings.weight", TensorShape.of(2, WIDTH), 0, random));
        new SafetensorsWriter(Map.of(), tensors).write(folder.resolve("model.safetensors"), true);
        Files.writeString(folder.resolve("config.json"), """
                {"model_type": "bert", "hidden_size": %1$d, "num_hidden_layers": 1, "num_attention_heads": 2,
                 "intermediate_size": %1$d, "max_position_embeddings": %2$d, "vocab_size": 5, "layer_norm_eps": 1e-12}
                """.formatted(WIDTH, POSITIONS));
        Files.writeString(folder.resolve("tokenizer.json"), """
                {"added_tokens": [{"id": 0, "content": "[UNK]", "special": true},
                   {"id": 1, "content": "[CLS]", "special": true}, {"id": 2, "content": "[SEP]", "special": true}],
                 "normalizer": {"type": "BertNormalizer", "lowercase": true},
                 "pre_tokenizer": {"type": "BertPreTokenizer"},
                 "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1]},
                 "model": {"type": "WordPiece", "unk_token": "[UNK]",
                   "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3, "b": 4}}}""");
        return folder;
    }

    private static void linear(List<TensorSource> tensors, String name, Random random) {
        tensors.add(tensor(name + ".weight", TensorShape.of(WIDTH, WIDTH), 0, random));
        tensors.add(tensor(name + ".bias", TensorShape.of(WIDTH), 0, random));
    }

    private static TensorSource tensor(String name, TensorShape shape, float mean, Random random) {
        int count = Math.toIntExact(shape.parameters());
        var bytes = MemorySegment.ofArray(new byte[Float.BYTES * count]);
        for (int i = 0; i < count; i++) {
            bytes.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 4L * i, mean + 0.4f * (float) random.nextGaussian());
        }
        return TensorSource.of(new TensorView(name, DType.F32, shape, bytes));
    }
}
