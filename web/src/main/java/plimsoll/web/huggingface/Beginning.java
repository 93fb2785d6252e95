package plimsoll.web.huggingface;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.UploadMode;
import plimsoll.hub.repositories.CommitRequest;
import plimsoll.hub.repositories.CommitRequest.Change;
import plimsoll.web.http.Refused;

/// What a repository made by the Hub's API begins with: a card that says its licence and SDK where its maker said
/// them, the few files that may come along, and in any case what a first commit brings. It is never without a
/// commit, because clients make branches of a new one, and take its head's id for granted.
final class Beginning {
    /// "Only a few lightweight files", as the client that sends them says.
    static final int MAX_FILES = 20;

    private static final Set<String> SDKS = Set.of("gradio", "streamlit", "docker", "static");
    private static final Pattern LICENCE = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,63}");
    private static final FilePath CARD = new FilePath("README.md");

    private Beginning() {}

    /// A file that comes along.
    record FirstFile(
            @Nullable String path,
            @Nullable String content,
            @Nullable String encoding) {}

    /// The first commit.
    ///
    /// @throws Refused (400, 413) for what cannot be in one
    static CommitRequest of(
            RepoKind kind,
            String name,
            @Nullable String sdk,
            @Nullable String licence,
            @Nullable List<FirstFile> files) {
        var changes = new ArrayList<Change>();
        var card = card(kind, name, sdk, licence);
        if (!card.isEmpty()) {
            changes.add(new Change.Whole(new FileChange.Write(CARD, Bytes.ofUtf8(card))));
        }
        var sent = files == null ? List.<FirstFile>of() : files;
        if (sent.size() > MAX_FILES) {
            throw new Refused(413, "A repository may begin with at most %d files.".formatted(MAX_FILES));
        }
        sent.forEach(file -> changes.add(new Change.Whole(write(file))));
        return new CommitRequest("main", Optional.empty(), "Begin the repository", "", changes);
    }

    private static String card(RepoKind kind, String name, @Nullable String sdk, @Nullable String licence) {
        var lines = new ArrayList<String>();
        if (kind == RepoKind.SPACE && sdk != null && !sdk.isEmpty()) {
            if (!SDKS.contains(sdk)) {
                throw new Refused(400, "'sdk' is one of gradio, streamlit, docker, static.");
            }
            lines.add("title: \"" + name + "\""); // a name has no character that YAML minds in quotes
            lines.add("sdk: " + sdk);
        }
        if (licence != null && !licence.isEmpty()) {
            var id = licence.toLowerCase(Locale.ROOT);
            if (!LICENCE.matcher(id).matches()) {
                throw new Refused(400, "'license' is a licence's identifier, such as apache-2.0.");
            }
            lines.add("license: " + id);
        }
        return lines.isEmpty() ? "" : "---\n" + String.join("\n", lines) + "\n---\n";
    }

    private static FileChange write(FirstFile file) {
        var path = file.path == null ? "" : file.path;
        FilePath.objection(path).ifPresent(objection -> {
            throw new Refused(400, objection);
        });
        var content = content(file, path);
        if (content.sizeBytes() > UploadMode.MAX_REGULAR_BYTES) {
            throw new Refused(413, "'%s' is too large to begin with. Upload it afterwards.".formatted(path));
        }
        return new FileChange.Write(new FilePath(path), content);
    }

    private static Bytes content(FirstFile file, String path) {
        var text = file.content == null ? "" : file.content;
        if (!"base64".equals(file.encoding)) {
            return Bytes.ofUtf8(text);
        }
        try {
            return Bytes.copyOf(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            throw new Refused(400, "The content of '%s' is not base64.".formatted(path));
        }
    }
}
