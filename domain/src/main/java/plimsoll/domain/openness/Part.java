package plimsoll.domain.openness;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One of the seventeen components that the Model Openness Framework asks for.
public enum Part {
    /// Code of the architecture.
    ARCHITECTURE("Model architecture", Content.CODE, 3, true),
    /// The weights.
    FINAL_PARAMETERS("Model parameters (Final)", Content.DATA, 3, true),
    /// How the model came to be, for experts.
    TECHNICAL_REPORT("Technical report", Content.DOCUMENT, 3, true),
    /// How well it does.
    EVALUATION_RESULTS("Evaluation results", Content.DOCUMENT, 3, true),
    /// The model's card.
    MODEL_CARD("Model card", Content.DOCUMENT, 3, true),
    /// What it was trained on, described.
    DATA_CARD("Data card", Content.DOCUMENT, 3, true),
    /// Examples of its answers.
    SAMPLE_OUTPUTS("Sample model outputs", Content.DOCUMENT, 3, false),
    /// What trained it.
    TRAINING_CODE("Training code", Content.CODE, 2, true),
    /// What runs it.
    INFERENCE_CODE("Inference code", Content.CODE, 2, true),
    /// What measures it.
    EVALUATION_CODE("Evaluation code", Content.CODE, 2, true),
    /// What it is measured on.
    EVALUATION_DATA("Evaluation data", Content.DATA, 2, true),
    /// What else was used.
    LIBRARIES("Supporting libraries and tools", Content.CODE, 2, false),
    /// What it was trained on, itself.
    DATASETS("Datasets", Content.DATA, 1, true),
    /// What prepared that.
    PREPROCESSING_CODE("Data preprocessing code", Content.CODE, 1, true),
    /// Weights from the midst of the training.
    INTERMEDIATE_PARAMETERS("Model parameters (Intermediate)", Content.DATA, 1, true),
    /// A paper in the scientific form; it stands for the technical report.
    RESEARCH_PAPER("Research paper", Content.DOCUMENT, 1, true),
    /// Configuration, optimiser states.
    METADATA("Model metadata", Content.DATA, 1, false);

    private final String title;
    private final Content content;
    private final int klass;
    private final boolean required;

    Part(String title, Content content, int klass, boolean required) {
        this.title = title;
        this.content = content;
        this.klass = klass;
        this.required = required;
    }

    /// The component of this name, in any case.
    public static Optional<Part> titled(String title) {
        return Arrays.stream(values())
                .filter(part -> part.title.equalsIgnoreCase(title.strip()))
                .findFirst();
    }

    /// What a class needs beyond the classes below it.
    static List<Part> requiredBy(OpennessClass openness) {
        return Arrays.stream(values())
                .filter(part -> part.required && part.klass == openness.number())
                .toList();
    }

    /// The name in the framework's own words.
    public String title() {
        return title;
    }

    /// The kind of content it is.
    public Content content() {
        return content;
    }

    /// Whether its class cannot be reached without it.
    public boolean isRequired() {
        return required;
    }
}
