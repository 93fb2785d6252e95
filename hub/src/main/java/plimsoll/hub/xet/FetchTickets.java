package plimsoll.hub.xet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.Holder;
import plimsoll.hub.content.Secrets;
import plimsoll.hub.content.SignedText;
import plimsoll.hub.xet.Reconstruction.Stretch;

/// Signs addresses of stretches of xorbs, and reads them again. Each is for certain bytes of one xorb, because of one
/// file of one repository, for one holder, until a moment.
///
/// Safe for use by any number of threads.
public final class FetchTickets {
    /// Clients ask for another when it is over.
    public static final Duration LIFE = Duration.ofMinutes(30);

    private static final int MAX_CHARACTERS = 6 * 1024;
    private static final String VERSION = "1";
    private static final int FIELDS = 8;

    private final SignedText texts;
    private final InstantSource clock;

    /// Signs with the secret `xet-fetches`.
    public FetchTickets(Secrets secrets, InstantSource clock) {
        this.texts = new SignedText(secrets.named("xet-fetches"));
        this.clock = clock;
    }

    /// The token for stretches of a xorb that a file needs, given out now. Whoever gives it out has asked the gate.
    public String issue(RepositoryId repository, Sha256 file, Holder holder, XetHash xorb, List<Stretch> stretches) {
        var ranges = stretches.stream().map(Stretch::bytes).toList();
        return texts.sign(String.join(
                "\n",
                VERSION,
                repository.hex(),
                file.hex(),
                xorb.toString(),
                String.join(",", ranges),
                Long.toString(clock.instant().plus(LIFE).getEpochSecond()),
                holder.actor(),
                holder.credential()));
    }

    /// Reads a token that somebody shows; empty when it is none of ours, or too old.
    public Optional<FetchTicket> read(String token) {
        return token.length() > MAX_CHARACTERS
                ? Optional.empty()
                : texts.read(token)
                        .map(text -> text.split("\n", -1))
                        .filter(fields -> fields.length == FIELDS && fields[0].equals(VERSION))
                        .filter(fields -> clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(fields[5]))))
                        .flatMap(FetchTickets::ticket);
    }

    private static Optional<FetchTicket> ticket(String[] fields) {
        return XetHash.parse(fields[3])
                .map(xorb -> new FetchTicket(
                        new RepositoryId(fields[1]),
                        new Sha256(fields[2]),
                        new Holder(fields[6], fields[7]),
                        xorb,
                        List.of(fields[4].split(","))));
    }

    /// What an address is good for.
    ///
    /// @param repository where the file is
    /// @param file for whose sake
    /// @param holder to whom it was given
    /// @param xorb of which xorb
    /// @param ranges which bytes, each as `first-last`, both included, as a `Range` header writes them
    public record FetchTicket(RepositoryId repository, Sha256 file, Holder holder, XetHash xorb, List<String> ranges) {
        public FetchTicket {
            ranges = List.copyOf(ranges);
        }
    }
}
