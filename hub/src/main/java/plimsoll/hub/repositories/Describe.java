package plimsoll.hub.repositories;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.content.Blobs;

/// Says what a commit makes of a repository, for listings and searches. It reads files, which takes time, so it is
/// asked before the transaction that moves the main branch; what it answers is noted inside, by `Catalogue.describe`.
public final class Describe {
    /// Cards are read so far; what comes after is no metadata.
    private static final int MAX_README_BYTES = 4 * 1024 * 1024;

    private static final FilePath README = new FilePath("README.md");

    private final SurveyFiles survey;
    private final CardReader cards;
    private final InstantSource clock;

    /// With what it needs.
    public Describe(SumFiles sums, Blobs blobs, CardReader cards, InstantSource clock) {
        this.survey = new SurveyFiles(sums, blobs);
        this.cards = cards;
        this.clock = clock;
    }

    /// Describes a repository of this kind as `commit` leaves it. Nothing that stands in the files makes it fail: what
    /// cannot be read is left out.
    public Description prepare(RepoKind kind, Snapshot commit) throws IOException {
        var contents = survey.of(commit);
        var card = card(kind, commit, contents);
        return new Description(
                commit.commit(),
                changedAt(commit),
                card,
                contents.facts(),
                contents.files(),
                contents.sizeBytes(),
                contents.weights().total());
    }

    /// The card of a commit with these files.
    public Card card(RepoKind kind, Snapshot commit, Contents contents) throws IOException {
        return cards.read(kind, readme(commit), contents);
    }

    /// What goes through files for it, and remembers what it has just been through.
    public SurveyFiles survey() {
        return survey;
    }

    private static String readme(Snapshot commit) throws IOException {
        var entry = commit.find(README);
        if (entry.isEmpty() || !(entry.get() instanceof Entry.SmallFile file)) {
            return "";
        }
        try (var in = commit.open(file.oid())) {
            return new String(in.readNBytes(MAX_README_BYTES), StandardCharsets.UTF_8);
        }
    }

    // Nothing changes in the future, or a wrong clock would lead every listing.
    private Instant changedAt(Snapshot commit) throws IOException {
        var now = clock.millis();
        return Instant.ofEpochMilli(Math.min(now, commit.madeAt().toEpochMilli()));
    }
}
