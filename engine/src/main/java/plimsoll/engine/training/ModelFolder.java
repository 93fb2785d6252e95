package plimsoll.engine.training;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.JsonWriter;
import plimsoll.engine.tokenizer.Vocabulary;
import plimsoll.engine.tokenizer.Vocabulary.Role;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.conversion.ConvertModel;
import plimsoll.weights.conversion.FileType;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.safetensors.SafetensorsWriter;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.tensors.TensorView;
import plimsoll.weights.writing.NewFile;

/// A model as the Hub publishes it: read to begin a training with, written when one is done.
final class ModelFolder {
    static final String WEIGHTS = "model.safetensors";
    static final List<String> OF_TOKENIZERS =
            List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja");
    private static final long MOST_BYTES = 1 << 20;

    private final Path folder;

    ModelFolder(Path folder) {
        this.folder = folder;
    }

    /// Which numbers a model has, by its `config.json`.
    ///
    /// @throws TrainingRefused when it is not of the form that is trained here
    Shape shape() throws IOException {
        var file = folder.resolve("config.json");
        if (Files.size(file) > MOST_BYTES
                || !(JsonReader.read(Files.readString(file)) instanceof Json.Members members)) {
            throw new TrainingRefused(file + " is no configuration of a model");
        }
        if (!members.text("model_type").orElse("").equals("llama")) {
            throw new TrainingRefused(
                    "only models of the type llama are trained here, and %s is of another".formatted(folder));
        }
        var keys = new Keys("", members);
        boolean scaled = members.get("rope_scaling")
                .filter(v -> !(v instanceof Json.Nothing))
                .isPresent();
        if (scaled
                || members.flag("attention_bias", false)
                || members.flag("mlp_bias", false)
                || !members.flag("tie_word_embeddings", false)) {
            throw new TrainingRefused(
                    "models with biases, scaled positions or an output of their own are not trained here");
        }
        try {
            int heads = keys.whole("num_attention_heads");
            int dimension = keys.whole("hidden_size");
            return new Shape(
                    dimension,
                    keys.whole("num_hidden_layers"),
                    heads,
                    keys.whole("num_key_value_heads", heads),
                    keys.whole("head_dim", dimension / Math.max(1, heads)),
                    keys.whole("intermediate_size"),
                    keys.whole("vocab_size"),
                    keys.whole("max_position_embeddings"),
                    keys.real("rope_theta", 10_000),
                    keys.real("rms_norm_eps", 1e-6));
        } catch (IllegalArgumentException wrong) {
            throw new TrainingRefused("%s describes what cannot be: %s".formatted(file, wrong.getMessage()));
        }
    }

    /// The weights of a model of this shape.
    float[] weights(Layout layout) throws IOException {
        var weights = new float[layout.shape.parameters()];
        try (var model = SafetensorsModel.open(folder)) {
            for (var place : Tensors.of(layout)) {
                var tensor = model.tensors().get(place.name());
                if (tensor == null || !tensor.shape().equals(place.shape())) {
                    throw new TrainingRefused(
                            "%s has no tensor %s of %s".formatted(folder, place.name(), place.shape()));
                }
                var codec = BlockCodec.of(tensor.type())
                        .orElseThrow(
                                () -> new TrainingRefused("tensors of %s are not trained".formatted(tensor.type())));
                codec.decode(tensor.data(), weights, place.from());
            }
        }
        return weights;
    }

    /// Writes everything that running the model takes, and the same again as GGUF. Files that are there give way.
    ///
    /// @param recipe how it was made
    void write(Layout layout, float[] weights, Recipe recipe, Vocabulary vocabulary) throws IOException {
        boolean halves = recipe.halves();
        for (var name : OF_TOKENIZERS) {
            var source = recipe.tokenizer().resolve(name);
            if (Files.isRegularFile(source)
                    && !source.toAbsolutePath()
                            .normalize()
                            .equals(folder.resolve(name).toAbsolutePath().normalize())) {
                put(name, Files.readAllBytes(source));
            }
        }
        put("config.json", lines(config(layout.shape, recipe, vocabulary)));
        put("generation_config.json", lines(ids(vocabulary)));
        var type = halves ? DType.F16 : DType.F32;
        var tensors = new ArrayList<TensorSource>();
        for (var place : Tensors.of(layout)) {
            tensors.add(source(place.name(), type, place, weights));
        }
        new SafetensorsWriter(Map.of("format", "pt"), tensors).write(folder.resolve(WEIGHTS), true);
        try (var model = SafetensorsModel.open(folder.resolve(WEIGHTS))) {
            for (var file : List.of(halves ? FileType.F16 : FileType.F32, FileType.Q8_0)) {
                var name = "model-%s.gguf".formatted(file.name());
                new ConvertModel(file, (_, _, _) -> {}).write(model, folder.resolve(name), true);
            }
        }
    }

    private static TensorSource source(String name, DType type, Tensors.Place place, float[] weights) {
        var bytes = MemorySegment.ofArray(new byte[(int) type.sizeBytes(place.count())]);
        BlockCodec.of(type).orElseThrow().encode(weights, place.from(), bytes);
        return TensorSource.of(new TensorView(name, type, place.shape(), bytes));
    }

    private void put(String name, byte[] bytes) throws IOException {
        try (var file = NewFile.create(folder.resolve(name), true)) {
            file.write(MemorySegment.ofArray(bytes));
            file.commit();
        }
    }

    private static byte[] lines(Map<String, Json> members) {
        return (JsonWriter.write(new Json.Members(new LinkedHashMap<>(members))) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Json> config(Shape shape, Recipe recipe, Vocabulary vocabulary) {
        var config = new LinkedHashMap<String, Json>();
        // What converters call the model by, wherever the folder lies.
        config.put("_name_or_path", new Json.Text(recipe.name()));
        config.put("architectures", new Json.Items(List.of(new Json.Text("LlamaForCausalLM"))));
        config.put("model_type", new Json.Text("llama"));
        config.put("hidden_size", new Json.Whole(shape.dimension()));
        config.put("intermediate_size", new Json.Whole(shape.feedForward()));
        config.put("num_hidden_layers", new Json.Whole(shape.layers()));
        config.put("num_attention_heads", new Json.Whole(shape.heads()));
        config.put("num_key_value_heads", new Json.Whole(shape.keyValueHeads()));
        config.put("head_dim", new Json.Whole(shape.headSize()));
        config.put("vocab_size", new Json.Whole(shape.vocabulary()));
        config.put("max_position_embeddings", new Json.Whole(shape.context()));
        config.put("rms_norm_eps", new Json.Real(shape.epsilon()));
        config.put("rope_theta", new Json.Real(shape.ropeBase()));
        config.put("hidden_act", new Json.Text("silu"));
        config.put("tie_word_embeddings", new Json.Flag(true));
        config.put("attention_bias", new Json.Flag(false));
        config.put("mlp_bias", new Json.Flag(false));
        config.put("torch_dtype", new Json.Text(recipe.halves() ? "float16" : "float32"));
        config.putAll(ids(vocabulary));
        return config;
    }

    private static Map<String, Json> ids(Vocabulary vocabulary) {
        var ids = new LinkedHashMap<String, Json>();
        put(ids, "bos_token_id", vocabulary.role(Role.BEGIN));
        put(ids, "eos_token_id", vocabulary.role(Role.END));
        put(ids, "pad_token_id", vocabulary.role(Role.PADDING));
        return ids;
    }

    private static void put(Map<String, Json> ids, String key, OptionalInt token) {
        token.ifPresent(id -> ids.put(key, new Json.Whole(id)));
    }
}
