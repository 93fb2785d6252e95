package plimsoll.hub.line;

import java.io.IOException;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Sequel;

/// Keeps the fact sheet of a main branch up to date when it moves, and what is let out at or below the line.
public final class KeepFacts implements Sequel {
    private final Sequel described;
    private final MeasureFacts measure;
    private final FactSheets sheets;
    private final HoldReleases hold;
    private final Catalogue catalogue;
    private final Transactions transactions;

    /// After `described` has noted in `catalogue` which commit speaks for the repository.
    public KeepFacts(
            Sequel described,
            MeasureFacts measure,
            FactSheets sheets,
            HoldReleases hold,
            Catalogue catalogue,
            Transactions transactions) {
        this.described = described;
        this.measure = measure;
        this.sheets = sheets;
        this.hold = hold;
        this.catalogue = catalogue;
        this.transactions = transactions;
    }

    @Override
    public void mainMoved(Repository repository, GitOid head) throws IOException {
        described.mainMoved(repository, head);
        if (speaks(repository, head)) {
            var sheet = measure.of(repository, head);
            transactions.run(() -> {
                boolean still = speaks(repository, head);
                if (still) {
                    sheets.keep(repository.id(), head, sheet);
                }
                return still;
            });
            hold.hold(repository.id());
        }
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
