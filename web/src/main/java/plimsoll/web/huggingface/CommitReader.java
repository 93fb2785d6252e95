package plimsoll.web.huggingface;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.UploadMode;
import plimsoll.hub.repositories.CommitRequest;
import plimsoll.hub.repositories.CommitRequest.Change;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/// Reads a commit as clients send it: one JSON object `{"key","value"}` a line, the last line with or without its
/// end. Read as a stream: what is held in memory is what will be committed, and no unknown field however long.
final class CommitReader {
    /// About what clients put into one request (100 MB in base64), with room for the lines around it.
    static final int MAX_BODY_BYTES = 128 * 1024 * 1024;
    /// As many files as a repository may have.
    static final int MAX_CHANGES = 100_000;
    /// A title is a line, not a letter.
    static final int MAX_TITLE_CHARACTERS = 1_024;
    static final int MAX_MESSAGE_CHARACTERS = 64 * 1024;

    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{7,40}");

    private final String revision;
    private final List<Change> changes = new ArrayList<>();
    private @Nullable CommitLine header;

    private CommitReader(String revision) {
        this.revision = revision;
    }

    /// Reads a commit to `revision`.
    ///
    /// @throws Refused (400) for what is no commit, (413) for what is too large
    static CommitRequest read(String revision, InputStream in) throws IOException {
        var reader = new CommitReader(revision);
        try (var bounded = new BoundedStream(in, MAX_BODY_BYTES);
                var parser = Json.mapper().createParser(bounded)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new Refused(400, "Each line of a commit is a JSON object with 'key' and 'value'.");
                }
                reader.line(CommitLine.read(parser));
            }
        } catch (StreamConstraintsException _) {
            throw new Refused(413, TOO_LARGE);
        } catch (JacksonException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new Refused(400, "A line of the commit is not JSON: " + e.getOriginalMessage());
        }
        return reader.request();
    }

    private static final String TOO_LARGE =
            "A file inside a commit may have at most %d bytes. Upload larger ones through git-lfs."
                    .formatted(UploadMode.MAX_REGULAR_BYTES);

    private void line(CommitLine line) {
        if (changes.size() == MAX_CHANGES) {
            throw new Refused(413, "A commit may have at most %d changes.".formatted(MAX_CHANGES));
        }
        switch (line.key()) {
            case "header" -> header = line;
            case "file" -> changes.add(new Change.Whole(new FileChange.Write(path(line.path()), content(line))));
            case "lfsFile" -> changes.add(large(line));
            case "deletedFile" -> changes.add(new Change.Whole(new FileChange.Delete(path(line.path()))));
            case "deletedFolder" ->
                changes.add(new Change.Whole(new FileChange.DeleteFolder(path(withoutSlash(line.path())))));
            default -> throw new Refused(400, "This hub does not know the commit line '%s'.".formatted(line.key()));
        }
    }

    private CommitRequest request() {
        if (header == null) {
            throw new Refused(400, "The commit has no header line.");
        }
        var summary = header.summary().strip();
        int end = summary.indexOf('\n');
        var title = end < 0 ? summary : summary.substring(0, end).strip();
        var message = ((end < 0 ? "" : summary.substring(end + 1).strip() + "\n\n") + header.description()).strip();
        if (title.isEmpty()) {
            throw new Refused(400, "The commit has no summary.");
        }
        if (title.length() > MAX_TITLE_CHARACTERS || message.length() > MAX_MESSAGE_CHARACTERS) {
            throw new Refused(
                    400,
                    "A commit's summary may have %d characters and its description %d."
                            .formatted(MAX_TITLE_CHARACTERS, MAX_MESSAGE_CHARACTERS));
        }
        return new CommitRequest(revision, parent(header.parentCommit()), title, message, changes);
    }

    private static Optional<String> parent(String text) {
        var oid = text.toLowerCase(Locale.ROOT);
        if (oid.isEmpty()) {
            return Optional.empty();
        }
        if (!PARENT.matcher(oid).matches()) {
            throw new Refused(400, "'parentCommit' is not a commit's id.");
        }
        return Optional.of(oid);
    }

    private static Change large(CommitLine line) {
        if (!line.algo().isEmpty() && !line.algo().equals("sha256")) {
            throw new Refused(400, "Large files are named by sha256.");
        }
        if (!Sha256.isSha256(line.oid())) {
            throw new Refused(400, "'%s' has no valid sha256 in 'oid'.".formatted(line.path()));
        }
        var path = path(line.path());
        var content = new Sha256(line.oid());
        return line.size() < 0
                ? new Change.ByName(path, content)
                : new Change.Whole(new FileChange.WriteLarge(path, content, line.size()));
    }

    private static Bytes content(CommitLine line) {
        byte[] content;
        if (line.encoding().equals("base64")) {
            try {
                content = Base64.getDecoder().decode(line.content());
            } catch (IllegalArgumentException e) {
                throw new Refused(400, "The content of '%s' is not base64.".formatted(line.path()));
            }
        } else if (line.encoding().isEmpty() || line.encoding().equals("utf-8")) {
            content = line.content().getBytes(StandardCharsets.UTF_8);
        } else {
            throw new Refused(400, "Contents come in base64 or utf-8, not in '%s'.".formatted(line.encoding()));
        }
        if (content.length > UploadMode.MAX_REGULAR_BYTES) {
            throw new Refused(413, TOO_LARGE);
        }
        return Bytes.copyOf(content);
    }

    private static FilePath path(String text) {
        var objection = FilePath.objection(text);
        if (objection.isPresent()) {
            throw new Refused(400, objection.get());
        }
        return new FilePath(text);
    }

    private static String withoutSlash(String folder) {
        return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }
}
