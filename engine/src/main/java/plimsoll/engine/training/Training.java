package plimsoll.engine.training;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import plimsoll.engine.json.Json;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Workers;
import plimsoll.weights.writing.NewFile;

/// A training from its recipe to the model's folder. It may be stopped or killed at any moment and goes on from its
/// last checkpoint to the same bytes. One thread calls; `threads` of them compute.
public final class Training implements AutoCloseable {
    private final Recipe recipe;
    private final Path output;
    private final Ingredients ingredients;
    private final Checkpoint checkpoint;
    private final byte[] name;
    private final Learned learned;
    private final State state;
    private final TrainingLog log;
    private final Workers workers;
    private final Stepper stepper;
    private final Batches batches;

    private Training(Recipe recipe, Path output, int threads, boolean resume) throws IOException {
        this.recipe = recipe;
        this.output = output;
        checkpoint = new Checkpoint(output);
        if (!resume && (checkpoint.exists() || Files.exists(output.resolve(ModelFolder.WEIGHTS)))) {
            throw new FileAlreadyExistsException(
                    output.toString(), null, "holds a model or a checkpoint; --resume goes on with it");
        }
        ingredients = Ingredients.read(recipe);
        checkMemory(ingredients.layout().shape, recipe);
        name = ingredients.name(recipe);
        Files.createDirectories(output);
        learned = learned();
        state = resume ? resumed() : new State(learned.beginning());
        log = TrainingLog.open(output, ingredients.begin(recipe), state.step);
        batches = new Batches(ingredients.samples(), recipe.packTokens(), recipe.seed());
        workers = new Workers(Math.min(threads, recipe.shards()));
        stepper = new Stepper(
                ingredients.layout(),
                learned,
                recipe.shards(),
                recipe.packTokens(),
                recipe.optimiser(),
                recipe.schedule(),
                Kernels.fastest(),
                workers);
    }

    /// Prepares a training.
    ///
    /// @param output a folder, made when it is missing
    /// @param resume whether to go on from the checkpoint in `output`; from the beginning when there is none yet
    /// @throws FileAlreadyExistsException when `output` holds a model or checkpoint and is not to be resumed
    /// @throws TrainingRefused when the recipe, its data or the checkpoint does not do
    /// @throws IOException when reading or writing fails
    public static Training open(Recipe recipe, Path output, int threads, boolean resume) throws IOException {
        return new Training(recipe, output, threads, resume);
    }

    private State resumed() throws IOException {
        var last = checkpoint.read(learned.size(), name);
        if (last.isEmpty() && checkpoint.exists()) {
            throw new TrainingRefused("no checkpoint in %s is whole".formatted(output));
        }
        return last.isPresent() ? last.get() : new State(learned.beginning());
    }

    private Learned learned() throws IOException {
        var layout = ingredients.layout();
        var weights = recipe.from().isPresent()
                ? new ModelFolder(recipe.from().get()).weights(layout)
                : Beginning.weights(layout, recipe.seed());
        return recipe.lora().isPresent()
                ? new Adapters(recipe.lora().get(), layout, weights, recipe.seed(), Kernels.fastest())
                : new AllWeights(weights);
    }

    /// How many numbers are learned.
    public int parameters() {
        return learned.size();
    }

    /// Conversations to learn from.
    public int samples() {
        return ingredients.samples().size();
    }

    /// Steps done before.
    public int stepsDone() {
        return state.step;
    }

    /// Trains to the end, or until the watcher stops it; true when it came to the end and the model is written.
    ///
    /// @throws TrainingRefused when the loss is no number any more: at which step; the last checkpoint stays
    /// @throws IOException when writing fails; the last checkpoint stays
    public boolean run(Watcher watcher) throws IOException {
        int steps = recipe.schedule().steps();
        while (state.step < steps) {
            var outcome = stepper.step(state, batches.next(state, recipe.shards()));
            if (!outcome.isSound()) {
                throw new TrainingRefused(
                        "step %d: the loss is %s and its gradient %s; the last checkpoint in %s is of before"
                                .formatted(state.step + 1, outcome.loss(), outcome.norm(), output));
            }
            log.step(state.step, outcome);
            watcher.stepped(state.step, steps, outcome.loss(), outcome.tokens());
            boolean stops = watcher.stops();
            if (stops || state.step % recipe.checkpointEvery() == 0 || state.step == steps) {
                save();
            }
            if (stops && state.step < steps) {
                return false;
            }
        }
        publish();
        return true;
    }

    private void save() throws IOException {
        log.force();
        checkpoint.write(state, name);
        try (var plot = NewFile.create(output.resolve("loss.svg"), true)) {
            plot.write(MemorySegment.ofArray(LossPlot.of(log.losses()).getBytes(StandardCharsets.UTF_8)));
            plot.commit();
        }
    }

    /// Writes the model as it stands after the steps that are done.
    ///
    /// @param folder made when it is missing; files of a model that are there give way
    /// @throws TrainingRefused before the first step
    public void write(Path folder) throws IOException {
        if (state.step == 0) {
            throw new TrainingRefused("there is no checkpoint in " + output);
        }
        Files.createDirectories(folder);
        new ModelFolder(folder)
                .write(
                        ingredients.layout(),
                        learned.weights(state.weights),
                        recipe,
                        ingredients.tokenizer().vocabulary());
        if (learned instanceof Adapters adapters) {
            new AdapterFolder(folder).write(recipe, adapters.all(), state.weights);
        }
    }

    private void publish() throws IOException {
        write(output);
        var line = new LinkedHashMap<String, Json>();
        line.put("steps", new Json.Whole(state.step));
        line.put("tokens", new Json.Whole(log.tokens()));
        line.put("weights_sha256", new Json.Text(Hashes.of(output.resolve(ModelFolder.WEIGHTS))));
        log.append(new Json.Members(line));
        log.force();
    }

    private static void checkMemory(Shape shape, Recipe recipe) throws TrainingRefused {
        long perToken = (long) shape.layers()
                        * (4L * shape.dimension() + shape.attention() + shape.queries() + 4L * shape.feedForward())
                + 6L * shape.dimension()
                + shape.attention()
                + 3L * shape.feedForward()
                + shape.vocabulary();
        long numbers = (3L + recipe.shards()) * shape.parameters() + perToken * recipe.packTokens() * recipe.shards();
        long bytes = numbers * Float.BYTES;
        long there = Runtime.getRuntime().maxMemory();
        long widest = Math.max(2L * shape.feedForward(), Math.max(shape.vocabulary(), shape.attention()));
        if (widest * recipe.packTokens() > Integer.MAX_VALUE / 2) {
            throw new TrainingRefused("packs of %d tokens are too large for this model".formatted(recipe.packTokens()));
        }
        if (bytes > there - there / 10) {
            throw new TrainingRefused(
                    "this training needs about %,d MiB of memory, and there are %,d (PLIMSOLL_JAVA_OPTS=-Xmx...)"
                            .formatted(bytes >> 20, there >> 20));
        }
    }

    @Override
    public void close() throws IOException {
        workers.close();
        log.close();
    }
}
