package plimsoll.domain.release;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.content.GitOid;

/// That a revision or a whole repository was called back: closed at every door. What was downloaded before stays where
/// it is; nobody can call that back.
///
/// @param number this hub's count of recalls, from 1
/// @param revision which commit; empty for the whole repository
/// @param reason why, in words for whoever meets it
/// @param instead what to use instead; may be empty
/// @param by the account that recalled it
/// @param at when
/// @param open whether strangers could see the repository then: who could know of it may go on hearing of its recall,
///     whatever its publisher hides afterwards
public record Recall(
        long number, Optional<GitOid> revision, String reason, String instead, String by, Instant at, boolean open) {
    /// As long as a notice may be: it travels in headers.
    public static final int MAX_REASON_CHARACTERS = 300;

    /// The same under this number.
    public Recall numbered(long next) {
        return new Recall(next, revision, reason, instead, by, at, open);
    }

    /// The notice's id in `X-HF-Warning`, under which clients show it once.
    public String topic() {
        return "recall-" + number;
    }

    /// What happened, as a sentence.
    public String notice() {
        var what = revision.map(oid -> "Revision " + oid.hex().substring(0, 10)).orElse("This repository");
        var use = instead.isEmpty() ? "" : " Use %s instead.".formatted(instead);
        return "%s was recalled on %s: %s%s No hub can call back what was downloaded before: please delete your copies."
                .formatted(what, at.toString().substring(0, 10), ended(reason), use);
    }

    private static String ended(String text) {
        return text.endsWith(".") || text.endsWith("!") ? text : text + ".";
    }
}
