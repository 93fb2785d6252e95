package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.repositories.Sequel.Note;

/// What belongs into every transaction that moves refs, whichever protocol asked for it: a deed for each, and what
/// follows when the main branch is among them.
public final class RecordMoves {
    private final Journal journal;
    private final Inspections inspections;
    private final Sequel sequel;

    /// Into `journal`; `inspections` look at what arrives, and `sequel` hears of main branches.
    public RecordMoves(Journal journal, Inspections inspections, Sequel sequel) {
        this.journal = journal;
        this.inspections = inspections;
        this.sequel = sequel;
    }

    /// Reads, before the transaction, what it has to note.
    ///
    /// @param commits has what `moves` lead to
    Note prepare(Pass pass, List<RefMove> moves, Snapshot.Source commits) throws IOException {
        return prepare(pass, moves, commits, Optional.empty());
    }

    /// Reads, before the transaction, what it has to note.
    ///
    /// @param commits has what `moves` lead to
    /// @param brought every file that they bring, where that is known
    Note prepare(Pass pass, List<RefMove> moves, Snapshot.Source commits, Optional<List<Entry>> brought)
            throws IOException {
        var repository = pass.require(Intent.WRITE).repository();
        var main = moves.stream()
                .filter(move -> move.ref().equals(RefName.MAIN))
                .flatMap(move -> move.to().stream())
                .findFirst();
        Note follows = main.isPresent() ? sequel.prepare(repository, commits.at(main.get())) : () -> {};
        var inspected = inspections.prepare(repository, moves, commits, brought);
        return () -> {
            inspected.take(); // first: what is held is described to nobody
            moves.forEach(move -> journal.append(deed(pass, move)));
            follows.take();
        };
    }

    private static Deed deed(Pass pass, RefMove move) {
        return Deed.of(
                Deed.Kind.REFS_MOVED,
                pass.recipient().actor(),
                pass.repository().id().hex(),
                Map.of(
                        "ref", move.ref().text(),
                        "from", move.from().map(GitOid::hex).orElse(""),
                        "to", move.to().map(GitOid::hex).orElse("")));
    }
}
