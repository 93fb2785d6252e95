package plimsoll.backends.localengine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.engine.EngineOptions;
import plimsoll.hub.gateway.Engines;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Taken;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;

/// Models on this machine, each loaded when it is first asked. When another needs the memory, the one that has been
/// idle longest goes; one that is answering stays.
public final class LocalEngines implements Engines, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEngines.class);
    /// Sequences in work and waiting, of one model.
    private static final int ACTIVE = 16;

    private static final int STEP_TOKENS = 256;
    private static final int FULL_SEQUENCES = 4;

    private final SequencedMap<String, Path> files;
    private final Budget budget;
    private final InstantSource clock;
    private final Map<String, LoadedModel> loaded = new LinkedHashMap<>();

    /// What models may take.
    ///
    /// @param memoryBytes all loaded models together
    /// @param positions the longest sequence
    /// @param queued questions that may wait for one model
    public record Budget(long memoryBytes, int positions, int threads, int queued) {}

    /// @param files by the names of the models
    public LocalEngines(SequencedMap<String, Path> files, Budget budget, InstantSource clock) {
        this.files = new LinkedHashMap<>(files);
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public List<String> models() {
        return List.copyOf(files.keySet());
    }

    /// The names of those in memory.
    public synchronized List<String> inMemory() {
        return List.copyOf(loaded.keySet());
    }

    /// Questions taken and not answered to the end.
    public synchronized int unfinished() {
        return loaded.values().stream().mapToInt(LoadedModel::unfinished).sum();
    }

    @Override
    public Taken ask(Question question) {
        var file = files.get(question.model());
        if (file == null) {
            return new Declined(Why.NO_SUCH_MODEL, "The model '%s' does not exist".formatted(question.model()));
        }
        LoadedModel model;
        // Held until the question is in the model's queue: a model with work is not unloaded.
        synchronized (this) {
            try {
                model = load(question.model(), file);
            } catch (OutOfRoom full) {
                return new Declined(Why.BUSY, String.valueOf(full.getMessage()));
            } catch (IOException broken) {
                LOG.warn("model {} cannot be loaded: {}", question.model(), broken.getMessage());
                return new Declined(
                        Why.BROKEN, "%s cannot be loaded: %s".formatted(question.model(), broken.getMessage()));
            }
            return model.ask(question, clock.instant());
        }
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(LoadedModel::close);
        loaded.clear();
    }

    private LoadedModel load(String name, Path file) throws IOException {
        var present = loaded.get(name);
        if (present != null) {
            return present;
        }
        var options = new EngineOptions(budget.threads(), ACTIVE, budget.queued(), STEP_TOKENS, FULL_SEQUENCES, clock);
        var opened = LoadedModel.open(file, options, budget.positions(), budget.memoryBytes());
        boolean kept = false;
        try {
            makeRoom(opened.bytes());
            opened.start();
            loaded.put(name, opened);
            kept = true;
            LOG.info("loaded {}: {}", name, opened);
            return opened;
        } finally {
            if (!kept) {
                opened.close();
            }
        }
    }

    private void makeRoom(long bytes) throws OutOfRoom {
        var idle = new ArrayList<>(loaded.entrySet());
        idle.removeIf(entry -> entry.getValue().unfinished() > 0);
        idle.sort(Comparator.comparing(entry -> entry.getValue().lastAsked()));
        for (var entry : idle) {
            if (taken() + bytes <= budget.memoryBytes()) {
                return;
            }
            loaded.remove(entry.getKey());
            entry.getValue().close();
            LOG.info("unloaded {}", entry.getKey());
        }
        if (taken() + bytes > budget.memoryBytes()) {
            throw new OutOfRoom("%,d MiB are needed, and models at work have %,d of the %,d MiB there are"
                    .formatted(bytes >> 20, taken() >> 20, budget.memoryBytes() >> 20));
        }
    }

    private long taken() {
        return loaded.values().stream().mapToLong(LoadedModel::bytes).sum();
    }

    private static final class OutOfRoom extends IOException {
        private static final long serialVersionUID = 1;

        OutOfRoom(String message) {
            super(message);
        }
    }
}
