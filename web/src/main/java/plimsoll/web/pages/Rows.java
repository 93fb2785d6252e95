package plimsoll.web.pages;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Visibility;
import plimsoll.web.pages.view.Draught;
import plimsoll.web.pages.view.Moment;
import plimsoll.web.pages.view.Row;

/// Writes what the catalogue lists as lines of a register.
final class Rows {
    private final InstantSource clock;

    Rows(InstantSource clock) {
        this.clock = clock;
    }

    List<Row> of(List<Listed> listed) {
        return listed.stream().map(this::row).toList();
    }

    Moment moment(Instant at) {
        return Moment.of(at, clock.instant());
    }

    private Row row(Listed listed) {
        var repository = listed.repository();
        var card = listed.description().map(Description::card);
        return new Row(
                "/" + repository.page(),
                repository.name().namespace().text(),
                repository.name().name(),
                repository.visibility() == Visibility.PRIVATE,
                draught(listed),
                card.flatMap(it -> it.task()),
                card.flatMap(it -> it.library()),
                card.flatMap(it -> it.licence()),
                moment(listed.changedAt()),
                listed.downloads(),
                listed.likes());
    }

    // Models weigh by their parameters; what has none, by its bytes.
    private static Draught draught(Listed listed) {
        var description = listed.description();
        if (description.isEmpty()) {
            return Draught.UNKNOWN;
        }
        return listed.repository().kind() == RepoKind.MODEL
                ? Draught.ofParameters(description.get().parameters())
                : Draught.ofSize(description.get().sizeBytes());
    }

    static String title(RepoKind kind) {
        return switch (kind) {
            case MODEL -> "Models";
            case DATASET -> "Datasets";
            case SPACE -> "Spaces";
        };
    }

    static String noun(RepoKind kind) {
        return switch (kind) {
            case MODEL -> "Model";
            case DATASET -> "Dataset";
            case SPACE -> "Space";
        };
    }
}
