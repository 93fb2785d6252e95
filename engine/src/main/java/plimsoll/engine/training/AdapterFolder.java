package plimsoll.engine.training;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonWriter;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.safetensors.SafetensorsWriter;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.tensors.TensorView;
import plimsoll.weights.writing.NewFile;

/// Adapters as the ecosystem's library PEFT reads them: `adapter_config.json` and `adapter_model.safetensors`, in F32.
final class AdapterFolder {
    private final Path folder;

    AdapterFolder(Path folder) {
        this.folder = folder;
    }

    /// Writes both files. Files that are there give way.
    ///
    /// @param recipe how they were made
    void write(Recipe recipe, List<Adapters.Adapter> adapters, float[] learned) throws IOException {
        var lora = recipe.lora().orElseThrow();
        var base = lora.base()
                .orElseGet(() -> String.valueOf(recipe.from().orElseThrow().getFileName()));
        var tensors = new ArrayList<TensorSource>();
        for (var adapter : adapters) {
            var stem = "base_model.model."
                    + adapter.target()
                            .name()
                            .substring(0, adapter.target().name().length() - ".weight".length());
            int rank = lora.rank();
            tensors.add(tensor(
                    stem + ".lora_A.weight",
                    TensorShape.of(rank, adapter.in()),
                    learned,
                    adapter.from(),
                    rank * adapter.in()));
            tensors.add(tensor(
                    stem + ".lora_B.weight",
                    TensorShape.of(adapter.out(), rank),
                    learned,
                    adapter.second(),
                    adapter.out() * rank));
        }
        new SafetensorsWriter(Map.of("format", "pt"), tensors).write(folder.resolve("adapter_model.safetensors"), true);
        try (var file = NewFile.create(folder.resolve("adapter_config.json"), true)) {
            var text = JsonWriter.write(config(lora, base)) + "\n";
            file.write(MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8)));
            file.commit();
        }
    }

    private static TensorSource tensor(String name, TensorShape shape, float[] values, int from, int count) {
        var bytes = MemorySegment.ofArray(new byte[count * Float.BYTES]);
        BlockCodec.of(DType.F32).orElseThrow().encode(values, from, bytes);
        return TensorSource.of(new TensorView(name, DType.F32, shape, bytes));
    }

    private static Json.Members config(Lora lora, String base) {
        var config = new LinkedHashMap<String, Json>();
        config.put("peft_type", new Json.Text("LORA"));
        config.put("task_type", new Json.Text("CAUSAL_LM"));
        config.put("base_model_name_or_path", new Json.Text(base));
        config.put("r", new Json.Whole(lora.rank()));
        config.put("lora_alpha", new Json.Real(lora.alpha()));
        config.put("lora_dropout", new Json.Real(0));
        config.put(
                "target_modules",
                new Json.Items(lora.targets().stream().<Json>map(Json.Text::new).toList()));
        config.put("bias", new Json.Text("none"));
        config.put("fan_in_fan_out", new Json.Flag(false));
        config.put("use_rslora", new Json.Flag(false));
        config.put("use_dora", new Json.Flag(false));
        config.put("inference_mode", new Json.Flag(true));
        return new Json.Members(config);
    }
}
