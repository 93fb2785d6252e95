package plimsoll.hub.xet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Holder;
import plimsoll.hub.content.Secrets;
import plimsoll.hub.content.SignedText;

/// Short-lived tokens for the chunk store, each for one repository, to read or to write. They are no tokens of the
/// hub, nor are the hub's good here. What one lets its bearer do is asked of the gate again at every use, so that a
/// recall or a lost role ends it at once.
///
/// Safe for use by any number of threads.
public final class XetTokens {
    /// The clients ask for a new one a minute before it ends.
    public static final Duration LIFE = Duration.ofMinutes(15);

    private static final String PREFIX = "xet_";
    private static final int MAX_CHARACTERS = 2_048;
    private static final String VERSION = "1";
    private static final int FIELDS = 6;

    private final SignedText texts;
    private final InstantSource clock;

    /// Signs with the secret `xet-tokens`.
    public XetTokens(Secrets secrets, InstantSource clock) {
        this.texts = new SignedText(secrets.named("xet-tokens"));
        this.clock = clock;
    }

    /// A token given out now.
    ///
    /// @param scope `READ` or `WRITE`
    public Issued issue(Intent scope, RepositoryId repository, Holder holder) {
        long expires = clock.instant().plus(LIFE).getEpochSecond();
        var text = String.join(
                "\n",
                VERSION,
                scope == Intent.WRITE ? "write" : "read",
                repository.hex(),
                Long.toString(expires),
                holder.actor(),
                holder.credential());
        return new Issued(PREFIX + texts.sign(text), expires);
    }

    /// Reads a token that somebody shows; empty when it is none, or too old.
    public Optional<XetToken> read(String token) {
        if (!token.startsWith(PREFIX) || token.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        return texts.read(token.substring(PREFIX.length()))
                .map(text -> text.split("\n", -1))
                .filter(fields -> fields.length == FIELDS && fields[0].equals(VERSION))
                .filter(fields -> clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(fields[3]))))
                .map(fields -> new XetToken(
                        fields[1].equals("write") ? Intent.WRITE : Intent.READ,
                        new RepositoryId(fields[2]),
                        new Holder(fields[4], fields[5])));
    }

    /// A token and when it ends.
    ///
    /// @param token the text to show
    /// @param expires in seconds since 1970
    public record Issued(String token, long expires) {}

    /// What a token is good for.
    ///
    /// @param scope `READ` or `WRITE`
    /// @param repository where
    /// @param holder to whom it was given
    public record XetToken(Intent scope, RepositoryId repository, Holder holder) {}
}
