package plimsoll.app.mini;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import plimsoll.web.http.Json;
import tools.jackson.core.JacksonException;

/// The data set and the tokenizer as files: what training reads, and what `plimsoll/mini-data` publishes, with the
/// recipes of Mini and of Tiny, its size for trials. The same bytes from the same grammar.
///
/// @param folder where they lie; it is made when it is not there
public record DataFolder(Path folder) {
    /// Conversations of the published data set.
    public static final int TRAIN = 100_000;

    /// Conversations of each class that are kept from training.
    public static final int HELD_OUT = 300;

    /// What question and answer may have together.
    public static final int CONTEXT_TOKENS = 512;

    /// Makes all files anew.
    public void write(Corpus corpus) throws IOException {
        Files.createDirectories(folder.resolve("held-out"));
        write(train(), corpus.train());
        for (var kind : corpus.heldOut().entrySet()) {
            write(heldOut(kind.getKey()), kind.getValue());
        }
        var pairs = MiniTokenizer.trainedOn(corpus.train().stream());
        Files.writeString(folder.resolve("tokenizer.json"), pairs.tokenizerJson());
        Files.writeString(folder.resolve("tokenizer_config.json"), MiniTokenizer.config(CONTEXT_TOKENS));
        Files.writeString(recipe(), Lists.text("recipe.json"));
        Files.writeString(folder.resolve("tiny.json"), Lists.text("tiny.json"));
    }

    /// The conversations to train on, one a line.
    public Path train() {
        return folder.resolve("train.jsonl");
    }

    /// How Mini is trained on them; its paths are relative to itself.
    public Path recipe() {
        return folder.resolve("recipe.json");
    }

    /// The conversations of a class that are kept from training.
    public Path heldOut(String kind) {
        return folder.resolve("held-out").resolve(kind + ".jsonl");
    }

    /// The classes of which held-out conversations are there.
    ///
    /// @throws java.nio.file.NoSuchFileException when none are
    public List<String> heldOutKinds() throws IOException {
        try (var files = Files.list(folder.resolve("held-out"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .map(name -> name.substring(0, name.length() - ".jsonl".length()))
                    .sorted()
                    .toList();
        }
    }

    /// Reads conversations as they were written.
    ///
    /// @throws IOException also when a line is no conversation; the message names it
    public static List<Sample> read(Path file) throws IOException {
        var samples = new ArrayList<Sample>();
        for (var line : Files.readAllLines(file)) {
            try {
                samples.add(Json.mapper().readValue(line, Sample.class));
            } catch (JacksonException | IllegalArgumentException malformed) {
                throw new IOException("%s, line %d is no conversation".formatted(file, samples.size() + 1), malformed);
            }
        }
        return samples;
    }

    private static void write(Path file, List<Sample> samples) throws IOException {
        var mapper = Json.mapper();
        try (Writer out = Files.newBufferedWriter(file)) {
            for (var sample : samples) {
                var line = new LinkedHashMap<String, Object>();
                line.put("kind", sample.kind());
                line.put("messages", sample.messages());
                out.write(mapper.writeValueAsString(line));
                out.write('\n');
            }
        }
    }
}
