package plimsoll.app.commands;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.weights.blocks.UnsoundNumbers;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.tensors.MalformedWeights;

/// `plimsoll model inspect`: what a model file says of itself.
@Command(
        name = "inspect",
        description = "Tell what a model file holds: metadata and tensors.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "1:reading failed", ModelErrand.SOUND, "5:no such file"})
final class ModelInspectCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(
            paramLabel = "FILE",
            description = "A GGUF or safetensors file, the index of a sharded model, or a folder that holds one.")
    private Path file = Path.of("");

    @Option(names = "--tensors", description = "List the tensors too (--json always does).")
    private boolean tensors;

    @Option(
            names = "--check",
            description = "Read all weights too, and refuse a file in which a number or a block's scale is not finite.")
    private boolean check;

    @Override
    public Integer call() {
        return errand.run(() -> {
            try (var model = ModelFile.open(file)) {
                var portrait = new ModelPortrait(model);
                errand.print(portrait.toMap(), portrait.lines(tensors));
                if (check) {
                    check(model);
                }
            }
        });
    }

    private static void check(ModelFile model) throws MalformedWeights {
        for (var tensor : model.tensors().values()) {
            var unsound = UnsoundNumbers.first(tensor);
            if (unsound.isPresent()) {
                throw new MalformedWeights(
                        MalformedWeights.Fault.WRONG_VALUE,
                        0,
                        "tensor %s: the number %d, or the scale of its block, is infinite or none"
                                .formatted(MalformedWeights.quoted(tensor.name()), unsound.getAsLong()));
            }
        }
    }
}
