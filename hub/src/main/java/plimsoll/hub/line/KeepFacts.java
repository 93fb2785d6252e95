package plimsoll.hub.line;

import java.io.IOException;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Sequel;
import plimsoll.hub.repositories.Snapshot;

/// Keeps the fact sheet of a main branch up to date, and what is let out at or below the line: when the branch moves,
/// and when something else than its files says more of it. It comes after what notes in the catalogue which commit
/// speaks for the repository; of another commit it keeps nothing.
public final class KeepFacts implements Sequel {
    private final MeasureFacts measure;
    private final FactSheets sheets;
    private final HoldReleases hold;
    private final Catalogue catalogue;

    /// With what it needs.
    public KeepFacts(MeasureFacts measure, FactSheets sheets, HoldReleases hold, Catalogue catalogue) {
        this.measure = measure;
        this.sheets = sheets;
        this.hold = hold;
        this.catalogue = catalogue;
    }

    @Override
    public Note prepare(Repository repository, Snapshot head) throws IOException {
        var measured = measure.of(repository, head);
        return () -> {
            if (speaks(repository, head.commit())) {
                sheets.keep(repository.id(), head.commit(), measure.sheet(measured));
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
