package plimsoll.hub.line;

import java.io.IOException;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Sequel;
import plimsoll.hub.repositories.Snapshot;

/// Keeps the fact sheet of a main branch up to date when it moves, and what is let out at or below the line.
public final class KeepFacts implements Sequel {
    private final Sequel described;
    private final MeasureFacts measure;
    private final FactSheets sheets;
    private final HoldReleases hold;
    private final Catalogue catalogue;

    /// After `described` has noted in `catalogue` which commit speaks for the repository.
    public KeepFacts(
            Sequel described, MeasureFacts measure, FactSheets sheets, HoldReleases hold, Catalogue catalogue) {
        this.described = described;
        this.measure = measure;
        this.sheets = sheets;
        this.hold = hold;
        this.catalogue = catalogue;
    }

    @Override
    public Note prepare(Repository repository, Snapshot head) throws IOException {
        var note = described.prepare(repository, head);
        var sheet = measure.of(repository, head);
        return () -> {
            note.take();
            if (speaks(repository, head.commit())) {
                sheets.keep(repository.id(), head.commit(), sheet);
                hold.hold(repository.id());
            }
        };
    }

    private boolean speaks(Repository repository, GitOid head) {
        return catalogue
                .listed(repository.id())
                .flatMap(listed -> listed.description())
                .map(Description::head)
                .filter(head::equals)
                .isPresent();
    }
}
