package plimsoll.hub.xet;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Intent;
import plimsoll.domain.xet.Blake3Key;
import plimsoll.domain.xet.Hashing;
import plimsoll.domain.xet.Shard;
import plimsoll.domain.xet.ShardFooter;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.domain.xet.XorbListing;
import plimsoll.hub.content.Secrets;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.Pass;

/// Tells somebody who is about to send a chunk which xorbs have it already, so that they need not. Only of xorbs all of
/// whose chunks they may name in their repository anyway; the chunks are listed under a key, so that the list is of use
/// to those alone who have the same bytes.
///
/// Safe for use by any number of threads.
public final class OfferChunks {
    /// Clients forget an offer after this. What was offered stays for `SweepBlobs.GRACE`.
    public static final Duration GOOD_FOR = Duration.ofDays(7);
    /// A list of so many takes some 10 MB and covers some 13 GB.
    private static final int MAX_CHUNKS = 200_000;
    /// Xorbs with the chunk, and files that need such a xorb, at which it looks.
    private static final int LOOKS = 4;
    /// Xorbs of an upload that broke off: some 13 GB, as much as a list covers.
    private static final int PENDING = 200;

    private final Xorbs xorbs;
    private final Recipes recipes;
    private final ClaimLargeFile claims;
    private final Hashing hashing;
    private final Blake3Key secret;
    private final InstantSource clock;

    /// Offers of `xorbs`, under keys made from the secret `xet-offers`.
    public OfferChunks(
            Xorbs xorbs,
            Recipes recipes,
            ClaimLargeFile claims,
            Hashing hashing,
            Secrets secrets,
            InstantSource clock) {
        this.xorbs = xorbs;
        this.recipes = recipes;
        this.claims = claims;
        this.hashing = hashing;
        this.secret = Blake3Key.of(secrets.named("xet-offers").toArray());
        this.clock = clock;
    }

    /// What the holder need not send, if they are about to send `chunk`; empty when that is nothing.
    public Optional<Shard> offer(Pass pass, XetHash chunk) throws IOException {
        pass.require(Intent.WRITE);
        var usable = new UsableChunks(xorbs, recipes, claims, pass);
        var found = new ArrayList<XetHash>();
        for (var xorb : xorbs.with(chunk, LOOKS)) {
            if (isWhollyUsable(usable, xorb)) {
                found.add(xorb);
            }
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var key = key(pass);
        var listed = new ArrayList<XorbListing>();
        int left = MAX_CHUNKS;
        for (var xorb : withNeighbours(pass, found)) {
            if (isWhollyUsable(usable, xorb)) {
                var listing = listing(xorb, Blake3Key.of(key.toBytes()));
                left -= listing.chunks().size();
                if (left < 0) {
                    break;
                }
                listed.add(listing);
                xorbs.touch(xorb, clock.instant());
            }
        }
        var now = clock.instant();
        var footer =
                new ShardFooter(key, now.getEpochSecond(), now.plus(GOOD_FOR).getEpochSecond());
        return Optional.of(new Shard(List.of(), listed, Optional.of(footer)));
    }

    // A file that shares its first chunk with one that is here is likely to share more of it; and what was
    // received here and is of no file yet is of an upload that broke off, which may be the one that begins again.
    private Iterable<XetHash> withNeighbours(Pass pass, List<XetHash> found) {
        var here = pass.repository().id();
        var all = new LinkedHashSet<>(found);
        for (var xorb : found) {
            for (var file : recipes.using(xorb, LOOKS)) {
                recipes.of(file)
                        .ifPresent(recipe ->
                                recipe.terms().stream().map(Term::xorb).forEach(all::add));
            }
        }
        if (found.stream().anyMatch(xorb -> xorbs.wasReceivedIn(here, xorb))) {
            all.addAll(xorbs.pendingIn(here, PENDING));
        }
        return all;
    }

    private boolean isWhollyUsable(UsableChunks usable, XetHash xorb) throws IOException {
        var stored = xorbs.find(xorb);
        if (stored.isEmpty()) {
            return false; // it has just gone
        }
        int count = stored.get().chunks().count();
        return usable.may(xorb, 0, count, count);
    }

    private XorbListing listing(XetHash xorb, Blake3Key key) throws IOException {
        var chunks = xorbs.find(xorb)
                .orElseThrow(() -> new IOException("xorb %s is gone".formatted(xorb)))
                .chunks();
        var names = xorbs.chunks(xorb);
        var listed = new ArrayList<XorbListing.Chunk>(names.size());
        for (int i = 0; i < names.size(); i++) {
            listed.add(new XorbListing.Chunk(hashing.keyed(key, names.get(i)), chunks.rawBytes(i, i + 1)));
        }
        return new XorbListing(xorb, listed, chunks.sizeBytes());
    }

    // One for each account and day, so that lists of two accounts cannot be laid side by side.
    private XetHash key(Pass pass) {
        long day = clock.instant().getEpochSecond() / Duration.ofDays(1).toSeconds();
        var whose = Sha256.ofUtf8(pass.recipient().actor() + "\n" + day);
        return hashing.keyed(secret, XetHash.printedAs(whose));
    }
}
