package plimsoll.web.http;

import java.util.List;
import plimsoll.hub.release.WarnTaker.Warning;

/// What whoever takes something is told besides, in the header from which the Hub's clients show it.
public final class Warnings {
    private static final String HEADER = "X-HF-Warning";

    private Warnings() {}

    /// The answer with these warnings on it.
    public static Response on(Response answer, List<Warning> warnings) {
        var warned = answer;
        for (var warning : warnings) {
            warned = warned.with(HEADER, "%s; %s".formatted(warning.topic(), Refusals.oneLine(warning.text())));
        }
        return warned;
    }
}
