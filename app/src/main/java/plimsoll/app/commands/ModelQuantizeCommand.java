package plimsoll.app.commands;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.weights.conversion.ConvertModel;
import plimsoll.weights.conversion.FileType;
import plimsoll.weights.conversion.QuantiseModel;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.files.SafetensorsModel;

/// `plimsoll model quantize`: writes a GGUF model in fewer bits.
@Command(
        name = "quantize",
        aliases = "quantise",
        description = "Write a model as GGUF in another precision.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:reading or writing failed",
            ModelErrand.SOUND,
            "5:no such file",
            "6:the output file exists, and --force was not given"
        })
final class ModelQuantizeCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Mixin
    private ModelOutput output = new ModelOutput();

    @Parameters(
            paramLabel = "FILE",
            description = "A GGUF file (any file of a split model stands for all), or a folder of safetensors.")
    private Path file = Path.of("");

    @Option(
            names = {"-t", "--to"},
            paramLabel = "TYPE",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private FileType type = FileType.Q4_K_M;

    @Option(names = "--again", description = "Allow quantising what is quantised already.")
    private boolean again;

    @Override
    public Integer call() {
        return errand.run(() -> {
            var target = output.target(file, type);
            var progress = ModelOutput.progress(errand.err());
            try (var model = ModelFile.open(file)) {
                switch (model) {
                    case GgufModel gguf ->
                        new QuantiseModel(type, again, progress).write(gguf, target, output.mayReplace());
                    case SafetensorsModel safetensors ->
                        new ConvertModel(type, progress).write(safetensors, target, output.mayReplace());
                }
            }
            ModelOutput.report(errand, target);
        });
    }
}
