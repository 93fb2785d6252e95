package plimsoll.app.doors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import plimsoll.backends.xet.LibraryLz4;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.xet.FileRecipe;
import plimsoll.domain.xet.Hashing;
import plimsoll.domain.xet.ScalarBlake3;
import plimsoll.domain.xet.Shard;
import plimsoll.domain.xet.ShardWriter;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.domain.xet.XorbListing;
import plimsoll.domain.xet.XorbWriter;

/// Sends a file of one chunk as Xet's clients do: its xorb, and the shard that makes a file of it.
final class ChunkSender {
    private static final Hashing HASHING = new Hashing(new ScalarBlake3());

    private final HttpClient http;
    private final String store;
    private final String token;

    /// @param store where the chunk store is
    /// @param token the chunk store's, to write
    ChunkSender(HttpClient http, String store, String token) {
        this.http = http;
        this.store = store;
        this.token = token;
    }

    /// Sends it.
    ///
    /// @return what the clients call the file
    XetHash send(byte[] content, Sha256 name) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var writer = new XorbWriter(bytes, HASHING, new LibraryLz4());
        var chunk = writer.add(content, 0, content.length);
        var xorb = writer.finish();
        post("/v1/xorbs/default/" + xorb.name(), bytes.toByteArray());
        var tree = HASHING.tree();
        tree.add(chunk, content.length);
        var id = HASHING.file(tree.root());
        var file = new FileRecipe(
                id,
                List.of(new Term(xorb.name(), 0, 1, content.length)),
                List.of(HASHING.verification(List.of(chunk))),
                Optional.of(name));
        var shard = new ByteArrayOutputStream();
        ShardWriter.write(new Shard(List.of(file), List.of(XorbListing.of(xorb)), Optional.empty()), shard);
        post("/v1/shards", shard.toByteArray());
        return id;
    }

    private void post(String path, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(store + path))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofByteArray(body));
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
