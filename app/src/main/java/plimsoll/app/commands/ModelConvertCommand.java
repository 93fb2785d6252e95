package plimsoll.app.commands;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.weights.conversion.ConvertModel;
import plimsoll.weights.conversion.FileType;
import plimsoll.weights.conversion.MergeShards;
import plimsoll.weights.files.SafetensorsModel;

/// `plimsoll model convert`: writes what the Hub publishes as one file.
@Command(
        name = "convert",
        description = {
            "Write a folder of safetensors, configuration and tokenizer as one GGUF file.",
            "With an output that ends in .safetensors: the shards as one file."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:reading or writing failed",
            ModelErrand.SOUND,
            "5:no such file",
            "6:the output file exists, and --force was not given"
        })
final class ModelConvertCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Mixin
    private ModelOutput output = new ModelOutput();

    @Parameters(paramLabel = "FOLDER", description = "A folder with config.json, or its weights or their index.")
    private Path file = Path.of("");

    @Option(
            names = {"-t", "--to"},
            paramLabel = "TYPE",
            description = "${COMPLETION-CANDIDATES} (default: as the weights are).")
    private @Nullable FileType type;

    @Override
    public Integer call() {
        return errand.run(() -> {
            try (var model = SafetensorsModel.open(file)) {
                var wanted = type == null ? ConvertModel.typeOf(model) : type;
                var target = output.target(file, wanted);
                var progress = ModelOutput.progress(errand.err());
                if (target.toString().endsWith(".safetensors")) {
                    new MergeShards(wanted, progress).write(model, target, output.mayReplace());
                } else {
                    new ConvertModel(wanted, progress).write(model, target, output.mayReplace());
                }
                ModelOutput.report(errand, target);
            }
        });
    }
}
