package plimsoll.hub.line;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What goes into a model and what comes out, as its task has it.
///
/// @param in what goes in: text, audio, image, video
/// @param out what comes out, in the same words
record Modalities(List<String> in, List<String> out) {
    private static final Map<String, Modalities> TASKS = Map.ofEntries(
            Map.entry("text-generation", of("text", "text")),
            Map.entry("text2text-generation", of("text", "text")),
            Map.entry("translation", of("text", "text")),
            Map.entry("summarization", of("text", "text")),
            Map.entry("fill-mask", of("text", "text")),
            Map.entry("image-text-to-text", of("image,text", "text")),
            Map.entry("image-to-text", of("image", "text")),
            Map.entry("automatic-speech-recognition", of("audio", "text")),
            Map.entry("audio-text-to-text", of("audio,text", "text")),
            Map.entry("text-to-speech", of("text", "audio")),
            Map.entry("text-to-audio", of("text", "audio")),
            Map.entry("text-to-image", of("text", "image")),
            Map.entry("image-to-image", of("image", "image")),
            Map.entry("text-to-video", of("text", "video")),
            Map.entry("image-to-video", of("image", "video")));

    /// Those of a task, as the ecosystem's `pipeline_tag` names it; empty where the task does not tell.
    static Optional<Modalities> of(String task) {
        return Optional.ofNullable(TASKS.get(task));
    }

    private static Modalities of(String in, String out) {
        return new Modalities(List.of(in.split(",")), List.of(out.split(",")));
    }
}
