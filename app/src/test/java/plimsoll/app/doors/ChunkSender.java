package plimsoll.app.doors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.xet.ShardWriter;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.fixtures.ChunkedFile;

/// Sends a file as Xet's clients do: its xorb, and the shard that makes a file of it.
final class ChunkSender {
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
        var file = ChunkedFile.of(content, new Pointer(name, content.length));
        post("/v1/xorbs/default/" + file.xorb(), file.xorbBytes());
        var shard = new ByteArrayOutputStream();
        ShardWriter.write(file.shard(), shard);
        post("/v1/shards", shard.toByteArray());
        return file.id();
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
