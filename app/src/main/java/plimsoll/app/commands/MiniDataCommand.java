package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.mini.Corpus;
import plimsoll.app.mini.DataFolder;

/// `plimsoll mini data`: the data set and the tokenizer, made from the grammar.
@Command(
        name = "data",
        description = {
            "Write the training data, the held-out conversations and the tokenizer of Plimsoll Mini.",
            "",
            "All of it comes from a grammar in the source code, and is the same, byte for byte, every time."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "1:writing failed", "2:wrong use, or a folder that is not empty"})
public final class MiniDataCommand implements Callable<Integer> {
    /// Fewer hold no pairs enough for the vocabulary; more than the grammar can say differently are refused.
    private static final int FEWEST = 2_000;

    private static final int MOST = 200_000;

    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "OUT", description = "A folder that is empty, or not there yet.")
    private Path out = Path.of("");

    @Option(names = "--size", paramLabel = "N", description = "Conversations to train on (default: the published set).")
    private int size = DataFolder.TRAIN;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed makes another set of the same kind.")
    private long seed = Corpus.SEED;

    /// For picocli.
    public MiniDataCommand() {}

    @Override
    public Integer call() {
        return errand.run(this::write);
    }

    private void write() throws IOException {
        if (size < FEWEST || size > MOST) {
            throw new NotAnswered("--size takes %d to %d".formatted(FEWEST, MOST));
        }
        refuseWhatIsThere();
        var corpus = Corpus.of(seed, size, DataFolder.HELD_OUT);
        new DataFolder(out).write(corpus);
        errand.print(
                Map.of("folder", out.toString(), "conversations", corpus.train().size()),
                List.of("%d conversations in %s".formatted(corpus.train().size(), out)));
    }

    private void refuseWhatIsThere() throws IOException {
        if (!Files.isDirectory(out)) {
            return;
        }
        try (var files = Files.list(out)) {
            if (files.findAny().isPresent()) {
                throw new NotAnswered(out + " is not empty");
            }
        }
    }
}
