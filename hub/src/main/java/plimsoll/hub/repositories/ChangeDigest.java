package plimsoll.hub.repositories;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.FileChange;

/// One hash over everything a commit request says, each field behind its length.
final class ChangeDigest {
    private final MessageDigest digest;

    private ChangeDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static Sha256 of(CommitRequest request, List<FileChange> changes) {
        var all = new ChangeDigest();
        all.text(request.title());
        all.text(request.message());
        changes.forEach(all::change);
        return Sha256.of(all.digest.digest());
    }

    private void change(FileChange change) {
        switch (change) {
            case FileChange.Write(var path, var content) -> {
                text("write");
                text(path.text());
                bytes(content.toArray());
            }
            case FileChange.WriteLarge(var path, var content, var sizeBytes) -> {
                text("large");
                text(path.text());
                text(content.hex());
                text(String.valueOf(sizeBytes));
            }
            case FileChange.Delete(var path) -> {
                text("delete");
                text(path.text());
            }
            case FileChange.DeleteFolder(var path) -> {
                text("folder");
                text(path.text());
            }
        }
    }

    private void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
