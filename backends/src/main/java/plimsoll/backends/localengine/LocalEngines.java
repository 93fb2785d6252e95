package plimsoll.backends.localengine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.backends.localengine.LocalModel.Found;
import plimsoll.backends.localengine.LocalModel.Gone;
import plimsoll.backends.localengine.LocalModel.Place;
import plimsoll.engine.EngineOptions;
import plimsoll.hub.gateway.Detected;
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

    private final SequencedMap<String, Seat> seats = new LinkedHashMap<>();
    private final Budget budget;
    private final InstantSource clock;
    private final Opening opening;
    // Never held while a model is opened, started or asked.
    private final Map<String, Present> loaded = new LinkedHashMap<>();
    /// Models that were replaced while they answered: each goes when nobody asks it any more.
    private final List<Loaded> leaving = new ArrayList<>();
    private boolean closed;

    /// What models may take.
    ///
    /// @param memoryBytes all loaded models together
    /// @param positions the longest sequence
    /// @param queued questions that may wait for one model
    public record Budget(long memoryBytes, int positions, int threads, int queued) {}

    /// A model by its name; locked while it is, so that those who ask for the same one wait for one load, and
    /// those who ask for another do not wait.
    private record Seat(String name, LocalModel model) {}

    /// A model in memory.
    ///
    /// @param version of its weights
    private record Present(Loaded model, String version) implements Entered {}

    /// Opens a model that is to be loaded.
    @FunctionalInterface
    interface Opening {
        Loaded open(Path file, EngineOptions options, int positions, long mostBytes) throws IOException;
    }

    /// @param models by name
    public LocalEngines(SequencedMap<String, LocalModel> models, Budget budget, InstantSource clock) {
        this(models, budget, clock, Loaded::open);
    }

    LocalEngines(SequencedMap<String, LocalModel> models, Budget budget, InstantSource clock, Opening opening) {
        this.opening = opening;
        models.forEach((name, model) -> seats.put(name, new Seat(name, model)));
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public List<String> models() {
        return List.copyOf(seats.keySet());
    }

    /// The names of those in memory.
    public synchronized List<String> inMemory() {
        return List.copyOf(loaded.keySet());
    }

    /// Questions taken and not answered to the end.
    public synchronized int unfinished() {
        return all().mapToInt(Loaded::unfinished).sum();
    }

    private Stream<Loaded> all() {
        return Stream.concat(loaded.values().stream().map(Present::model), leaving.stream());
    }

    @Override
    public boolean marks(String model) {
        var seat = seats.get(model);
        return seat != null && seat.model().mark().isPresent();
    }

    @Override
    public Detected detect(String model, String text) {
        if (seats.containsKey(model) && !marks(model)) {
            return Engines.super.detect(model, text);
        }
        var present = enter(model);
        try {
            return switch (present) {
                case Absent(var declined) -> declined;
                case Present(var found, var _) -> found.detect(seat(model).marks(), text);
            };
        } finally {
            leave(present);
        }
    }

    private LocalModel seat(String model) {
        return Objects.requireNonNull(seats.get(model)).model();
    }

    @Override
    public Taken ask(Question question) {
        var present = enter(question.model());
        try {
            return switch (present) {
                case Absent(var declined) -> declined;
                case Present(var model, var _) ->
                    model.ask(question, seat(question.model()).mark(), clock.instant());
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
                case Present(var model, var _) -> model.embed(texts);
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
        for (var seat : seats.values()) {
            synchronized (seat) {
                remove(seat.name());
            }
        }
        synchronized (this) {
            leaving.forEach(Loaded::close);
            leaving.clear();
        }
    }

    /// Whether a model can be asked.
    private sealed interface Entered {}

    private record Absent(Declined declined) implements Entered {}

    private Entered enter(String name) {
        var seat = seats.get(name);
        if (seat == null) {
            return new Absent(new Declined(Why.NO_SUCH_MODEL, "The model '%s' does not exist".formatted(name)));
        }
        try {
            return enter(seat);
        } catch (OutOfRoom full) {
            return new Absent(new Declined(Why.BUSY, String.valueOf(full.getMessage())));
        } catch (IOException broken) {
            LOG.warn("model {} cannot be loaded: {}", name, broken.getMessage());
            return new Absent(new Declined(Why.BROKEN, "%s cannot be loaded: %s".formatted(name, broken.getMessage())));
        }
    }

    /// Weights may be replaced, and their files go, between being found and being opened: they are then looked for
    /// again.
    private Entered enter(Seat seat) throws IOException {
        var found = seat.model().source().find();
        try {
            return enter(seat, found);
        } catch (OutOfRoom full) {
            throw full;
        } catch (IOException broken) {
            var again = seat.model().source().find();
            if (again.equals(found)) {
                throw broken;
            }
            return enter(seat, again);
        }
    }

    private Entered enter(Seat seat, Place place) throws IOException {
        return switch (place) {
            case Gone(var why) -> {
                replace(seat.name());
                yield new Absent(why);
            }
            case Found found -> {
                synchronized (seat) {
                    var present = present(seat.name(), found.version());
                    yield present.isPresent() ? present.get() : load(seat, found);
                }
            }
        };
    }

    /// The model, if it is in memory and of this version; another version of it has to leave.
    private synchronized Optional<Present> present(String name, String version) {
        var present = Optional.ofNullable(loaded.get(name));
        if (present.isPresent() && !present.get().version().equals(version)) {
            replace(name);
            return Optional.empty();
        }
        present.ifPresent(each -> each.model().enter(clock.instant()));
        return present;
    }

    private synchronized void replace(String name) {
        var old = loaded.remove(name);
        if (old != null) {
            LOG.info("{} is replaced or gone", name);
            leaving.add(old.model());
        }
        closeIdle();
    }

    private void closeIdle() {
        for (var each : leaving) {
            if (each.isIdle()) {
                each.close();
            }
        }
        leaving.removeIf(Loaded::isIdle);
    }

    private synchronized void leave(Entered entered) {
        if (entered instanceof Present(var model, var _)) {
            model.leave();
        }
    }

    private Present load(Seat seat, Found found) throws IOException {
        var options = new EngineOptions(
                budget.threads(),
                seat.model().atOnce().orElse(ACTIVE),
                seat.model().queued().orElse(budget.queued()),
                STEP_TOKENS,
                FULL_SEQUENCES,
                clock);
        var opened = opening.open(found.file(), options, budget.positions(), budget.memoryBytes());
        var present = new Present(opened, found.version());
        try {
            keep(seat.name(), present);
        } catch (OutOfRoom full) {
            opened.close();
            throw full;
        }
        boolean started = false;
        try {
            opened.start();
            started = true;
            LOG.info("loaded {}: {}", seat.name(), opened);
            return present;
        } finally {
            if (!started) {
                remove(seat.name());
            }
        }
    }

    private synchronized void keep(String name, Present opened) throws OutOfRoom {
        makeRoom(opened.model().bytes());
        opened.model().enter(clock.instant());
        loaded.put(name, opened);
    }

    private synchronized void remove(String name) {
        var present = loaded.remove(name);
        if (present != null) {
            present.model().close();
        }
    }

    private void makeRoom(long bytes) throws OutOfRoom {
        if (closed) {
            throw new OutOfRoom("all models are being unloaded");
        }
        closeIdle();
        var idle = new ArrayList<>(loaded.entrySet());
        idle.removeIf(entry -> !entry.getValue().model().isIdle());
        idle.sort(Comparator.comparing(entry -> entry.getValue().model().lastAsked()));
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
        return all().mapToLong(Loaded::bytes).sum();
    }

    private static final class OutOfRoom extends IOException {
        private static final long serialVersionUID = 1;

        OutOfRoom(String message) {
            super(message);
        }
    }
}
