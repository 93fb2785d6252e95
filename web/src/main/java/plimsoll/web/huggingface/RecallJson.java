package plimsoll.web.huggingface;

import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Recall;

/// A recall as clients read it.
///
/// @param id its topic, under which it is shown once
/// @param revision which commit; absent for the whole repository
/// @param reason why
/// @param instead what to use instead
/// @param date since when
/// @param notice all of it as a sentence
record RecallJson(String id, Optional<String> revision, String reason, String instead, String date, String notice) {
    static RecallJson of(Recall recall) {
        return new RecallJson(
                recall.topic(),
                recall.revision().map(GitOid::hex),
                recall.reason(),
                recall.instead(),
                Timestamp.iso(recall.at()),
                recall.notice());
    }
}
