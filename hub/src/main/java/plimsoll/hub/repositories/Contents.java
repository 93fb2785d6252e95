package plimsoll.hub.repositories;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import plimsoll.domain.repository.Description;

/// What a repository's files say of it, beside its card.
///
/// @param files how many there are
/// @param sizeBytes their total size, large files counted in full
/// @param formats the formats its weights and data are in: `safetensors`, `gguf`, `onnx`, `pytorch`, ...
/// @param architecture the model type that its `config.json` names, such as `llama`
/// @param task what a model of that class does, such as `text-generation`
/// @param library what its files are made for, such as `transformers`
/// @param adapter whether it is an adapter to another model
/// @param quantised whether its weights are quantised
/// @param senses what its configuration lets it perceive beside text: `image`, `audio`; `code` where code of its own
///     decides that
/// @param facts what its configuration says, as `Description.facts`
/// @param weights what the headers of the first of its weights say
public record Contents(
        int files,
        long sizeBytes,
        SortedSet<String> formats,
        Optional<String> architecture,
        Optional<String> task,
        Optional<String> library,
        boolean adapter,
        boolean quantised,
        SortedSet<String> senses,
        String facts,
        Weights weights) {
    public Contents {
        formats = Collections.unmodifiableSortedSet(new TreeSet<>(formats));
        senses = Collections.unmodifiableSortedSet(new TreeSet<>(senses));
    }

    /// Nothing known.
    static final Contents NONE = new Contents(
            0,
            0,
            new TreeSet<>(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            new TreeSet<>(),
            Description.NO_FACTS,
            Weights.NONE);
}
