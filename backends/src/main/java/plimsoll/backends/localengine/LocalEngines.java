package plimsoll.backends.localengine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.engine.EngineOptions;
import plimsoll.hub.gateway.Embedded;
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

    private final SequencedMap<String, Place> places = new LinkedHashMap<>();
    private final Budget budget;
    private final InstantSource clock;
    private final Opening opening;
    // Never held while a model is opened, started or asked.
    private final Map<String, Loaded> loaded = new LinkedHashMap<>();
    private boolean closed;

    /// What models may take.
    ///
    /// @param memoryBytes all loaded models together
    /// @param positions the longest sequence
    /// @param queued questions that may wait for one model
    public record Budget(long memoryBytes, int positions, int threads, int queued) {}

    /// Where a model is loaded from; locked while it is, so that those who ask for the same one wait for one load, and
    /// those who ask for another do not wait.
    private record Place(String name, Path file) {}

    /// Opens a model that is to be loaded.
    @FunctionalInterface
    interface Opening {
        Loaded open(Path file, EngineOptions options, int positions, long mostBytes) throws IOException;
    }

    /// @param files by the names of the models
    public LocalEngines(SequencedMap<String, Path> files, Budget budget, InstantSource clock) {
        this(files, budget, clock, Loaded::open);
    }

    LocalEngines(SequencedMap<String, Path> files, Budget budget, InstantSource clock, Opening opening) {
        this.opening = opening;
        files.forEach((name, file) -> places.put(name, new Place(name, file)));
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public List<String> models() {
        return List.copyOf(places.keySet());
    }

    /// The names of those in memory.
    public synchronized List<String> inMemory() {
        return List.copyOf(loaded.keySet());
    }

    /// Questions taken and not answered to the end.
    public synchronized int unfinished() {
        return loaded.values().stream().mapToInt(Loaded::unfinished).sum();
    }

    @Override
    public Taken ask(Question question) {
        var present = enter(question.model());
        try {
            return switch (present) {
                case Absent(var declined) -> declined;
                case Present(var model) -> model.ask(question, clock.instant());
            };
        } finally {
            leave(present);
        }
    }

    @Override
    public Embedded embed(String name, List<String> texts) {
        var present = enter(name);
        try {
            return switch (present) {
                case Absent(var declined) -> declined;
                case Present(var model) -> model.embed(texts);
            };
        } finally {
            leave(present);
        }
    }

    /// Ends what is being answered and unloads everything, loads that are under way among it.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (var place : places.values()) {
            synchronized (place) {
                remove(place.name());
            }
        }
    }

    /// Whether a model can be asked.
    private sealed interface Entered {}

    /// It is loaded, and is not unloaded before [#leave].
    private record Present(Loaded model) implements Entered {}

    private record Absent(Declined declined) implements Entered {}

    private Entered enter(String name) {
        var place = places.get(name);
        if (place == null) {
            return new Absent(new Declined(Why.NO_SUCH_MODEL, "The model '%s' does not exist".formatted(name)));
        }
        try {
            synchronized (place) {
                var present = present(name);
                return new Present(present.isPresent() ? present.get() : load(place));
            }
        } catch (OutOfRoom full) {
            return new Absent(new Declined(Why.BUSY, String.valueOf(full.getMessage())));
        } catch (IOException broken) {
            LOG.warn("model {} cannot be loaded: {}", name, broken.getMessage());
            return new Absent(new Declined(Why.BROKEN, "%s cannot be loaded: %s".formatted(name, broken.getMessage())));
        }
    }

    private synchronized Optional<Loaded> present(String name) {
        var present = Optional.ofNullable(loaded.get(name));
        present.ifPresent(model -> model.enter(clock.instant()));
        return present;
    }

    private synchronized void leave(Entered entered) {
        if (entered instanceof Present(var model)) {
            model.leave();
        }
    }

    private Loaded load(Place place) throws IOException {
        var options = new EngineOptions(budget.threads(), ACTIVE, budget.queued(), STEP_TOKENS, FULL_SEQUENCES, clock);
        var opened = opening.open(place.file(), options, budget.positions(), budget.memoryBytes());
        try {
            keep(place.name(), opened);
        } catch (OutOfRoom full) {
            opened.close();
            throw full;
        }
        boolean started = false;
        try {
            opened.start();
            started = true;
            LOG.info("loaded {}: {}", place.name(), opened);
            return opened;
        } finally {
            if (!started) {
                remove(place.name());
            }
        }
    }

    private synchronized void keep(String name, Loaded opened) throws OutOfRoom {
        makeRoom(opened.bytes());
        opened.enter(clock.instant());
        loaded.put(name, opened);
    }

    private synchronized void remove(String name) {
        var model = loaded.remove(name);
        if (model != null) {
            model.close();
        }
    }

    private void makeRoom(long bytes) throws OutOfRoom {
        if (closed) {
            throw new OutOfRoom("all models are being unloaded");
        }
        var idle = new ArrayList<>(loaded.entrySet());
        idle.removeIf(entry -> !entry.getValue().isIdle());
        idle.sort(Comparator.comparing(entry -> entry.getValue().lastAsked()));
        for (var entry : idle) {
            if (taken() + bytes <= budget.memoryBytes()) {
                return;
            }
            remove(entry.getKey());
            LOG.info("unloaded {}", entry.getKey());
        }
        if (taken() + bytes > budget.memoryBytes()) {
            throw new OutOfRoom("%,d MiB are needed, and models at work have %,d of the %,d MiB there are"
                    .formatted(bytes >> 20, taken() >> 20, budget.memoryBytes() >> 20));
        }
    }

    private long taken() {
        return loaded.values().stream().mapToLong(Loaded::bytes).sum();
    }

    private static final class OutOfRoom extends IOException {
        private static final long serialVersionUID = 1;

        OutOfRoom(String message) {
            super(message);
        }
    }
}
