package plimsoll.hub.ledger;

import java.util.List;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.SiteRole;

/// Opens what entries of the log have sealed: everything to admins and auditors, to everybody else the fields that are
/// their own name.
public final class OpenSeals {
    private final LogEntries entries;
    private final Journal journal;

    /// Opens what `journal` still knows of `entries`.
    public OpenSeals(LogEntries entries, Journal journal) {
        this.entries = entries;
        this.journal = journal;
    }

    /// What `who` may know of an entry's seals: nothing of one that is not theirs, as of one that is not there.
    public List<Disclosure.Opening> open(Recipient who, long position) {
        return switch (who) {
            case Stranger _ -> List.of();
            case Known known ->
                openings(position).stream()
                        .filter(opening -> opensAll(known) || isNameOf(known, opening))
                        .toList();
        };
    }

    private List<Disclosure.Opening> openings(long position) {
        var origin = entries.origin(position);
        var salt = origin.flatMap(LogEntries.Origin::salt);
        if (origin.isEmpty() || salt.isEmpty()) {
            return List.of();
        }
        return journal.read(origin.get().journal(), 1).stream()
                .flatMap(link ->
                        Disclosure.of(link.deed().kind())
                                .map(disclosure -> disclosure.openings(link, salt.get()))
                                .stream())
                .flatMap(List::stream)
                .toList();
    }

    private static boolean opensAll(Known who) {
        return who.role() == SiteRole.ADMIN || who.role() == SiteRole.AUDITOR;
    }

    private static boolean isNameOf(Known who, Disclosure.Opening opening) {
        return opening.text().equals(who.name().text());
    }
}
