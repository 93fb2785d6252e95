package plimsoll.hub.content;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Ticket.Use;

/// Signs what goes into an address that must speak for itself, and reads it again.
///
/// The token is a `SignedText` with every field of the ticket in a line of its own. Safe for use by any number of
/// threads.
public final class Tickets {
    /// How long an address to send to is good: as long as an upload may take.
    public static final Duration SENDING = ReceiveBlob.UPLOADS_LAST;
    /// How long an address to fetch from is good. It is checked when a transfer begins, and the gate is asked
    /// again then and while it goes on; so this is for clients that queue a batch, not a right to read.
    public static final Duration FETCHING = Duration.ofHours(6);
    /// Longer than any token made here: a file name of 255 characters in four bytes each, and the rest.
    public static final int MAX_CHARACTERS = 2048;

    private static final String VERSION = "2";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int FIELDS = 10;

    private final SignedText texts;
    private final InstantSource clock;

    /// Signs with the secret `tickets`.
    public Tickets(Secrets secrets, InstantSource clock) {
        this.texts = new SignedText(secrets.named("tickets"));
        this.clock = clock;
    }

    /// The token for a ticket to send, verify or put together, given out now.
    public String sending(Use use, RepositoryId repository, Pointer file, Holder holder) {
        return sign(new Ticket(use, repository, file, holder, clock.instant().plus(SENDING)));
    }

    /// The token for a ticket to fetch, given out now.
    public String fetching(RepositoryId repository, Pointer file, Holder holder, String fileName) {
        var use = new Use.Fetch(fileName);
        return sign(new Ticket(use, repository, file, holder, clock.instant().plus(FETCHING)));
    }

    /// The token of a ticket.
    public String sign(Ticket ticket) {
        return texts.sign(payload(ticket));
    }

    /// Reads a token that somebody shows.
    public Shown read(String token) {
        if (token.length() > MAX_CHARACTERS) {
            return new Shown.Forged();
        }
        return texts.read(token)
                .flatMap(Tickets::parse)
                .<Shown>map(ticket ->
                        clock.instant().isBefore(ticket.expires()) ? new Shown.Good(ticket) : new Shown.Expired())
                .orElseGet(Shown.Forged::new);
    }

    private static String payload(Ticket ticket) {
        return String.join(
                "\n",
                VERSION,
                word(ticket.use()),
                ticket.repository().hex(),
                ticket.file().content().hex(),
                Long.toString(ticket.file().sizeBytes()),
                Long.toString(ticket.expires().getEpochSecond()),
                line(ticket.holder().actor()),
                line(ticket.holder().credential()),
                switch (ticket.use()) {
                    case Use.SendPart(var _, var number) -> Integer.toString(number);
                    case Use.Send _, Use.Verify _, Use.Complete _, Use.Fetch _ -> "0";
                },
                switch (ticket.use()) {
                    case Use.Send _, Use.Verify _ -> "";
                    case Use.SendPart(var upload, var _) -> line(upload);
                    case Use.Complete(var upload) -> line(upload);
                    case Use.Fetch(var fileName) -> line(fileName);
                });
    }

    private static String word(Use use) {
        return switch (use) {
            case Use.Send _ -> "send";
            case Use.Verify _ -> "verify";
            case Use.SendPart _ -> "part";
            case Use.Complete _ -> "complete";
            case Use.Fetch _ -> "fetch";
        };
    }

    private static Optional<Ticket> parse(String payload) {
        var fields = payload.split("\n", -1);
        if (fields.length != FIELDS
                || !fields[0].equals(VERSION)
                || !NUMBER.matcher(fields[8]).matches()) {
            return Optional.empty(); // signed by another version of this hub
        }
        return use(fields[1], Integer.parseInt(fields[8]), fields[9])
                .map(use -> new Ticket(
                        use,
                        new RepositoryId(fields[2]),
                        new Pointer(new Sha256(fields[3]), Long.parseLong(fields[4])),
                        new Holder(fields[6], fields[7]),
                        Instant.ofEpochSecond(Long.parseLong(fields[5]))));
    }

    private static Optional<Use> use(String word, int number, String name) {
        return switch (word) {
            case "send" -> Optional.of(new Use.Send());
            case "verify" -> Optional.of(new Use.Verify());
            case "part" -> Optional.of(new Use.SendPart(name, number));
            case "complete" -> Optional.of(new Use.Complete(name));
            case "fetch" -> Optional.of(new Use.Fetch(name));
            default -> Optional.empty();
        };
    }

    private static String line(String text) {
        return text.replace('\n', ' ');
    }

    /// What a token turns out to be.
    public sealed interface Shown {
        /// Signed here, and in time.
        record Good(Ticket ticket) implements Shown {}

        /// Signed here, and too late.
        record Expired() implements Shown {}

        /// Not signed here.
        record Forged() implements Shown {}
    }
}
