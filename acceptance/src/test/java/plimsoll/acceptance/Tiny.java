package plimsoll.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Plimsoll Tiny: 312,000 parameters, trained by the product's own commands from the grammar's data. One serves a whole
/// run of tests; closing removes its folder.
final class Tiny implements AutoCloseable {
    /// A tenth of the published data set: at this size more of it teaches no more in so few steps.
    private static final String CONVERSATIONS = "10000";

    private final Path folder;

    private Tiny(Path folder) {
        this.folder = folder;
    }

    /// Makes the data and trains.
    static Tiny train() throws IOException, InterruptedException {
        var tiny = new Tiny(Files.createTempDirectory("plimsoll-tiny"));
        tiny.plimsoll("mini", "data", tiny.data().toString(), "--size", CONVERSATIONS)
                .well();
        tiny.train("tiny.json", tiny.model(), 1).well();
        return tiny;
    }

    /// What `mini data` has written: conversations, tokenizer, recipes.
    Path data() {
        return folder.resolve("data");
    }

    /// What `train` has written.
    Path model() {
        return folder.resolve("model");
    }

    /// Trains by a recipe in the folder of the data.
    Ran train(String recipe, Path output, int threads) throws IOException, InterruptedException {
        return plimsoll("train", data().resolve(recipe).toString(), "-o", output.toString(), "--threads", "" + threads);
    }

    /// Trains for a few steps, to bytes that say as much of the recipe as many steps would.
    Ran trainBriefly(Path output, int threads) throws IOException, InterruptedException {
        var brief = Files.readString(data().resolve("tiny.json"))
                .replaceAll("\"steps\": \\d+", "\"steps\": 12")
                .replaceAll("\"warm_up\": \\d+", "\"warm_up\": 4");
        Files.writeString(data().resolve("brief.json"), brief);
        return train("brief.json", output, threads);
    }

    /// The loss of each step, by the training's own log.
    List<Double> losses() throws IOException {
        return Files.readAllLines(model().resolve("training.jsonl")).stream()
                .filter(line -> line.startsWith("{\"step\""))
                .map(line -> Double.parseDouble(line.replaceAll(".*\"loss\":([0-9.E-]+).*", "$1")))
                .toList();
    }

    /// Publishes files of a folder in a new model.
    static void publish(Client client, String owner, String name, Path folder, List<String> files)
            throws IOException, InterruptedException {
        client.create(name).well();
        commit(client, owner, name, folder, files);
    }

    /// Commits files of a folder to a model that is there.
    static void commit(Client client, String owner, String name, Path folder, List<String> files)
            throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        for (var file : files) {
            var bytes = Files.readAllBytes(folder.resolve(file));
            boolean isLarge = bytes.length > 1 << 20 || file.matches(".*[.](safetensors|gguf)");
            if (isLarge) {
                client.upload(owner + "/" + name, bytes);
            }
            lines.add(isLarge ? Client.large(file, bytes) : Client.file(file, bytes));
        }
        client.commit(owner + "/" + name, "Publish Tiny", lines).well();
    }

    private Ran plimsoll(String... words) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of(Launched.launcher()), Stream.of(words));
        return Ran.in(folder, Map.of(), command.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
