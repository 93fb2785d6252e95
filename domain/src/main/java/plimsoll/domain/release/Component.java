package plimsoll.domain.release;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A part of a model that is let out by a decision of its own (Solaiman 2023, arXiv 2302.04844, with the four parts of
/// the Model Openness Framework's article).
public enum Component {
    /// What trained or made it.
    SOURCE_CODE,
    /// What it was trained on.
    TRAINING_DATA,
    /// What runs it.
    INFERENCE_CODE,
    /// What it learned.
    WEIGHTS,
    /// The ship's papers: card, licence, configuration, tokenizer. Whoever may read them may know of the repository;
    /// whoever may not is told that there is nothing.
    PAPERS;

    /// The word by which it is named, as in `training-data`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The component of this word, with `-` or `_`, in any case.
    public static Optional<Component> named(String word) {
        return Arrays.stream(values())
                .filter(component -> component.name().equalsIgnoreCase(word.replace('-', '_')))
                .findFirst();
    }
}
