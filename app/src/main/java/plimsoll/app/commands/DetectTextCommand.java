package plimsoll.app.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.config.BadSetting;
import plimsoll.app.config.Setting;
import plimsoll.app.config.Settings;
import plimsoll.app.models.Watermarks;
import plimsoll.backends.files.KeyFolder;
import plimsoll.engine.Model;
import plimsoll.engine.ModelOptions;
import plimsoll.engine.tokenizer.Specials;
import plimsoll.engine.watermark.Reading;
import plimsoll.weights.tensors.DType;

/// `plimsoll detect-text`: how sure it is that a model of this hub wrote a text.
@Command(
        name = "detect-text",
        description = {
            "Look for a hub's watermark in a text.",
            "",
            "Tells how likely a text that knows nothing of the key looks so: the smaller, the surer the model wrote it.",
            "It needs the hub's keys and the model's vocabulary, and no hub that runs."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:below the threshold: the model wrote it", "1:not below it", "2:wrong use"})
public final class DetectTextCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 4 << 20;
    private static final int POSITIONS = 8_192;
    private static final long MEMORY = 1L << 40;

    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Option(names = "--data", required = true, paramLabel = "FOLDER", description = "The hub's data folder.")
    private Path data = Path.of("");

    @Option(names = "--model", required = true, paramLabel = "NAMESPACE/NAME", description = "The model's name there.")
    private String model = "";

    @Option(names = "--weights", required = true, paramLabel = "FILE", description = "The model, for its vocabulary.")
    private Path weights = Path.of("");

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "Above this, nothing is claimed (default: ${DEFAULT-VALUE}).")
    private double threshold = 1e-3;

    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "A file with the text; standard input without it.")
    private @Nullable Path text;

    private boolean found;

    /// For picocli.
    public DetectTextCommand() {}

    @Override
    public Integer call() {
        int code = errand.run(this::detect);
        return code == 0 && !found ? 1 : code;
    }

    private void detect() throws IOException {
        try (var opened = Model.open(weights, new ModelOptions(POSITIONS, DType.F16, MEMORY))) {
            var settings = Settings.gather(
                    Map.of(Setting.DATA, data.toString()), System.getenv(), Path.of(System.getProperty("user.home")));
            var keys = new KeyFolder(settings.keys(), settings.passphrase()).derived(Watermarks.PURPOSE);
            var tokens = opened.tokenizer().encode(read(), Specials.TEXT);
            var best = Watermarks.of(keys, model).stream()
                    .map(mark -> Reading.of(mark, tokens))
                    .min(Comparator.comparingDouble(Reading::pValue))
                    .orElseThrow();
            double pValue = Math.min(1, best.pValue() * keys.size());
            found = pValue < threshold;
            errand.out()
                    .printf(
                            "%s: p = %.3g, from %d of %d tokens%n",
                            found ? "watermarked" : "not known", pValue, best.scored(), best.tokens());
            errand.out().flush();
        } catch (BadSetting bad) {
            throw new NotAnswered(String.valueOf(bad.getMessage()));
        }
    }

    private String read() throws IOException {
        try (var in = text == null ? System.in : Files.newInputStream(text)) {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new NotAnswered("the text is longer than 4 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
