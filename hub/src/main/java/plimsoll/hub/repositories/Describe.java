package plimsoll.hub.repositories;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.content.Blobs;

/// Says what a commit makes of a repository, for listings and searches. It reads files, which takes time, so it is
/// asked
/// before the transaction that moves the main branch; what it answers is noted inside, by `Catalogue.describe`.
public final class Describe {
    /// Cards are read so far; what comes after is no metadata.
    private static final int MAX_README_BYTES = 4 * 1024 * 1024;

    private static final FilePath README = new FilePath("README.md");

    private final Repositories repositories;
    private final SurveyFiles survey;
    private final CardReader cards;
    private final InstantSource clock;

    /// With what it needs.
    public Describe(Repositories repositories, Blobs blobs, CardReader cards, InstantSource clock) {
        this.repositories = repositories;
        this.survey = new SurveyFiles(repositories, blobs);
        this.cards = cards;
        this.clock = clock;
    }

    /// Describes `repository` as `commit` leaves it. The objects must be stored; the ref need not have moved yet.
    /// Nothing that stands in the files makes it fail: what cannot be read is left out.
    public Description prepare(Repository repository, GitOid commit) throws IOException {
        var contents = survey.of(repository, commit);
        var card = card(repository, commit, contents);
        return new Description(
                commit,
                changedAt(repository, commit),
                card,
                contents.files(),
                contents.sizeBytes(),
                contents.weights().parameters());
    }

    /// The card of a commit with these files.
    public Card card(Repository repository, GitOid commit, Contents contents) throws IOException {
        return cards.read(repository.kind(), readme(repository, commit), contents);
    }

    private String readme(Repository repository, GitOid commit) throws IOException {
        var entry = repositories.find(repository.id(), commit, README);
        if (entry.isEmpty() || !(entry.get() instanceof Entry.SmallFile file)) {
            return "";
        }
        try (var in = repositories.open(repository.id(), file.oid())) {
            return new String(in.readNBytes(MAX_README_BYTES), StandardCharsets.UTF_8);
        }
    }

    /// When the commit was made, as it says itself; but nothing changes in the future, or a wrong clock would lead
    /// every
    /// listing.
    private Instant changedAt(Repository repository, GitOid commit) throws IOException {
        var now = Instant.ofEpochMilli(clock.millis());
        return repositories.history(repository.id(), commit, 0, 1).stream()
                .findFirst()
                .map(made -> Instant.ofEpochMilli(made.at().toEpochMilli()))
                .filter(at -> at.isBefore(now))
                .orElse(now);
    }
}
