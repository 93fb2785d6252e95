package plimsoll.web.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.web.http.Request;

/// Under which names somebody may publish, for the choices of forms. The gate decides again when a form comes back.
final class Owners {
    private Owners() {}

    static List<String> of(Recipient who) {
        return switch (who) {
            case Stranger _ -> List.of();
            case Known known -> {
                var names = new ArrayList<String>();
                known.organisations().entrySet().stream()
                        .filter(held -> held.getValue().includes(OrganisationRole.WRITE))
                        .map(held -> held.getKey().text())
                        .sorted(Comparator.naturalOrder())
                        .forEach(names::add);
                names.addFirst(known.name().text());
                yield names;
            }
        };
    }

    /// The account or organisation that an address names as its owner; empty when it cannot be one.
    static Optional<Namespace> named(Request request) {
        return Optional.of(request.variable("owner"))
                .filter(Namespace::isNamespace)
                .map(Namespace::new);
    }

    /// Those, and one more that is chosen already.
    static List<String> with(Recipient who, Namespace chosen) {
        var names = new ArrayList<>(of(who));
        if (!names.contains(chosen.text())) {
            names.addFirst(chosen.text());
        }
        return names;
    }
}
