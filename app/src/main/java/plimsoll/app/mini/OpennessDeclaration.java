package plimsoll.app.mini;

import java.util.Collection;
import plimsoll.domain.openness.Openness;
import plimsoll.domain.openness.Part;
import plimsoll.hub.line.OpennessFile;

/// What is there of Mini, in the form of the Model Openness Tool: a component is declared when its files are published,
/// and not otherwise.
final class OpennessDeclaration {
    private static final String DATA = "datasets/plimsoll/mini-data/";

    private final StringBuilder yaml = new StringBuilder(Lists.text("openness.yml"));
    private final Collection<String> files;

    private OpennessDeclaration(Collection<String> files) {
        this.files = files;
    }

    /// The declaration for these files of the model's repository, with its data set beside it.
    static String of(Collection<String> files) {
        var declared = new OpennessDeclaration(files);
        declared.of(Part.ARCHITECTURE, "code/plimsoll/engine/architectures");
        declared.of(Part.FINAL_PARAMETERS, "model.safetensors");
        declared.of(Part.EVALUATION_RESULTS, "evaluation.json");
        declared.of(Part.MODEL_CARD, "README.md");
        declared.beside(Part.DATA_CARD, DATA + "README.md");
        declared.of(Part.TRAINING_CODE, "code/plimsoll/engine/training");
        declared.of(Part.INFERENCE_CODE, "code/plimsoll/engine");
        declared.of(Part.EVALUATION_CODE, "code/plimsoll/app/mini");
        declared.beside(Part.EVALUATION_DATA, DATA + "held-out");
        declared.of(Part.LIBRARIES, "code/plimsoll/weights");
        declared.beside(Part.DATASETS, DATA + "train.jsonl");
        declared.of(Part.PREPROCESSING_CODE, "code/plimsoll/app/mini");
        declared.of(Part.INTERMEDIATE_PARAMETERS, "intermediate");
        declared.of(Part.RESEARCH_PAPER, "PAPER.md");
        declared.of(Part.METADATA, "training.jsonl");
        return declared.yaml.toString();
    }

    /// The class that a declaration reaches, as `plimsoll model openness` computes it.
    static Openness judged(String declaration) {
        return switch (OpennessFile.read(declaration)) {
            case OpennessFile.Reading.Read(var declared) -> Openness.of(declared);
            case OpennessFile.Reading.Unreadable(var reason) -> throw new IllegalStateException(reason);
        };
    }

    private void of(Part part, String path) {
        if (files.stream().anyMatch(file -> file.equals(path) || file.startsWith(path + "/"))) {
            beside(part, path);
        }
    }

    private void beside(Part part, String path) {
        yaml.append("    - name: %s\n      component_path: %s\n".formatted(part.title(), path));
    }
}
