package plimsoll.hub.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import plimsoll.domain.arena.Ballot;
import plimsoll.domain.arena.Ballot.Choice;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.guard.Side;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.hub.gateway.TextSeal.SealBroken;

/// Two models side by side, asked the same, and a vote on which answered better. What a match is between is told to its
/// account as a sealed text, so nothing is kept until somebody votes, and who plays blind cannot find out before.
///
/// Safe for use by any number of threads.
public final class HoldMatch {
    /// How long after its beginning a match may be asked and voted on.
    public static final Duration OPEN = Duration.ofHours(6);
    /// Votes of an account in a day: more are not one person's opinion.
    public static final int MOST_VOTES = 50;

    private static final int ID_BYTES = 16;
    private static final int PARTS = 5;

    private final Ballots ballots;
    private final TextSeal seal;
    private final Judged judged;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param keys of 32 bytes each, the newest last
    /// @param hashKey for the hashes of voters
    /// @param random nobody may be able to foretell it
    public HoldMatch(Ballots ballots, List<Bytes> keys, Bytes hashKey, InstantSource clock, RandomGenerator random) {
        this.ballots = ballots;
        this.seal = new TextSeal(keys, random);
        this.judged = new Judged(hashKey);
        this.clock = clock;
        this.random = random;
    }

    /// A match.
    ///
    /// @param id of it
    /// @param blind whether its account is told no names before it votes
    public record Match(String id, String left, String right, boolean blind, Instant at) {}

    /// What came of a vote.
    public sealed interface Outcome {
        /// It counts; these were the models.
        record Counted(Match match) implements Outcome {}

        /// It does not, for a reason in words.
        record Refused(String why) implements Outcome {}
    }

    /// Begins a blind match between two of these models, drawn and put in order by chance; none where there are fewer
    /// than two.
    public Optional<Match> draw(List<String> models) {
        if (models.size() < 2) {
            return Optional.empty();
        }
        var left = new ArrayList<>(models);
        var first = left.remove(random.nextInt(left.size()));
        var second = left.get(random.nextInt(left.size()));
        return Optional.of(new Match(fresh(), first, second, true, clock.instant()));
    }

    /// Begins a match between two models by name.
    public Match between(String left, String right) {
        return new Match(fresh(), left, right, false, clock.instant());
    }

    /// The match as its account is told of it.
    public String sealed(Known who, Match match) {
        var text = String.join(
                "\n",
                match.id(),
                match.left(),
                match.right(),
                String.valueOf(match.blind()),
                String.valueOf(match.at().toEpochMilli()));
        return HexFormat.of().formatHex(seal.seal(named(who), text).toArray());
    }

    /// The match that an account was told of; nothing when it is none of its own, or over.
    public Optional<Match> open(Known who, String sealed) {
        if (!sealed.matches("(?:[0-9a-f]{2}){1,1000}")) {
            return Optional.empty();
        }
        try {
            var parts = seal.open(named(who), Bytes.copyOf(HexFormat.of().parseHex(sealed)))
                    .split("\n", -1);
            if (parts.length != PARTS) {
                return Optional.empty();
            }
            var at = Instant.ofEpochMilli(Long.parseLong(parts[4]));
            return clock.instant().isAfter(at.plus(OPEN))
                    ? Optional.empty()
                    : Optional.of(new Match(parts[0], parts[1], parts[2], Boolean.parseBoolean(parts[3]), at));
        } catch (SealBroken _) {
            return Optional.empty();
        }
    }

    /// Votes on a match, once.
    public Outcome vote(Known who, String sealed, Choice choice) {
        var match = open(who, sealed);
        if (match.isEmpty()) {
            return new Outcome.Refused("This match is over. Begin another.");
        }
        var voter = judged.hash(who.name(), Side.QUESTION, "");
        var now = clock.instant();
        if (ballots.count(voter, now.minus(Duration.ofDays(1))) >= MOST_VOTES) {
            return new Outcome.Refused("You have voted %d times in a day. Come again tomorrow.".formatted(MOST_VOTES));
        }
        var found = match.get();
        var ballot = new Ballot(found.id(), found.left(), found.right(), choice, voter, found.blind(), now);
        return ballots.cast(ballot)
                ? new Outcome.Counted(found)
                : new Outcome.Refused("You have voted on this match already.");
    }

    private static String named(Known who) {
        return "match\n" + who.name().key();
    }

    private String fresh() {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
