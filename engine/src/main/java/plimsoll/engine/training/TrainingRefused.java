package plimsoll.engine.training;

import java.io.IOException;

/// A training that cannot begin or go on as asked: a bad recipe, bad data, a checkpoint of something else, a loss
/// that is no number. The message is one sentence for whoever asked.
public final class TrainingRefused extends IOException {
    private static final long serialVersionUID = 1;

    TrainingRefused(String sentence) {
        super(sentence);
    }
}
