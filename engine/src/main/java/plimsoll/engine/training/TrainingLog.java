package plimsoll.engine.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.JsonWriter;

/// What happened, a JSON object on each line: what went in, each step, what came out. It holds no times, so that the
/// log of the same training is the same file. One thread.
final class TrainingLog implements AutoCloseable {
    private final FileChannel channel;
    private final List<Double> losses = new ArrayList<>();
    private long tokens;

    private TrainingLog(FileChannel channel) {
        this.channel = channel;
    }

    /// Begins a log, or goes on with one after so many steps: later lines are of steps that will be done again.
    static TrainingLog open(Path folder, Json.Members begin, int steps) throws IOException {
        var file = folder.resolve("training.jsonl");
        var kept = steps > 0 && Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
        var log = new TrainingLog(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
        log.append(begin);
        for (int i = 1; i <= Math.min(steps, kept.size() - 1); i++) {
            if (JsonReader.read(kept.get(i)) instanceof Json.Members step) {
                log.append(step);
                log.count(step);
            }
        }
        return log;
    }

    void step(int step, Stepper.Outcome outcome) throws IOException {
        var line = new LinkedHashMap<String, Json>();
        line.put("step", new Json.Whole(step));
        line.put("loss", new Json.Real(outcome.loss()));
        line.put("gradient_norm", new Json.Real(outcome.norm()));
        line.put("rate", new Json.Real(outcome.rate()));
        line.put("tokens", new Json.Whole(outcome.tokens()));
        line.put("answers", new Json.Whole(outcome.answers()));
        var members = new Json.Members(line);
        append(members);
        count(members);
    }

    private void count(Json.Members step) {
        if (step.get("loss").orElse(null) instanceof Json.Real(var loss)) {
            losses.add(loss);
        }
        if (step.get("tokens").orElse(null) instanceof Json.Whole(var some)) {
            tokens += some;
        }
    }

    void append(Json.Members line) throws IOException {
        var bytes = ByteBuffer.wrap((JsonWriter.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// The loss of each step so far.
    List<Double> losses() {
        return List.copyOf(losses);
    }

    /// Tokens learned from so far.
    long tokens() {
        return tokens;
    }

    /// Has all lines on the disk when it returns.
    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
