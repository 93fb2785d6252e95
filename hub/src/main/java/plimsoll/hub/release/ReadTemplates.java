package plimsoll.hub.release;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plimsoll.domain.content.GitOid;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.repositories.Page;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.repositories.TemplateFiles;
import plimsoll.weights.gguf.GgufHeader;
import plimsoll.weights.tensors.MalformedWeights;

/// Reads the templates for conversations that stand in a model's files and in the headers of its weights, as far as
/// its reader may have those.
public final class ReadTemplates {
    /// The longest file looked into.
    private static final int MAX_BYTES = 1 << 20;
    /// Files that are looked at, and how many of them are opened for their header.
    private static final int MAX_FILES = 1_000;

    private static final int MAX_HEADERS = 64;
    private static final String HEADER_FIELD = "tokenizer.chat_template";
    private static final String GGUF = ".gguf";

    private final OpenFile files;
    private final ReadTree tree;

    /// Reads what `files` opens of those that `tree` lists.
    public ReadTemplates(OpenFile files, ReadTree tree) {
        this.files = files;
        this.tree = tree;
    }

    /// A template in one place.
    ///
    /// @param path the file
    /// @param name what it is asked for by; [TemplateFiles#DEFAULT] for the one that is taken otherwise
    /// @param text without white space at its end
    public record Copy(String path, String name, String text) {}

    /// All of a commit, those in files of their own first.
    public List<Copy> of(Pass pass, GitOid commit) throws IOException {
        var paths = new ArrayList<>(TemplateFiles.NAMES);
        tree
                .list(pass, commit, new ReadTree.Question("", true, false, "", MAX_FILES))
                .map(Page::items)
                .orElse(List.of())
                .stream()
                .map(line -> line.entry().path().text())
                .filter(path -> path.endsWith(GGUF))
                .limit(MAX_HEADERS)
                .forEach(paths::add);
        var copies = new ArrayList<Copy>();
        for (var path : paths) {
            read(pass, commit, path).forEach((name, text) -> copies.add(new Copy(path, name, text)));
        }
        return copies;
    }

    private Map<String, String> read(Pass pass, GitOid commit, String path) throws IOException {
        return switch (files.open(pass, commit.hex(), path)) {
            case Opening.Small small -> {
                try (var channel = files.bytes(pass.repository().id(), small.file())) {
                    yield read(path, channel);
                }
            }
            case Opening.Large large -> {
                try (var channel = files.bytes(large.file().pointer())) {
                    yield read(path, channel);
                } catch (BlobMissing _) {
                    yield Map.of();
                }
            }
            case Opening.Refused _, Opening.NoRevision _, Opening.NoFile _ -> Map.of();
        };
    }

    private static Map<String, String> read(String path, SeekableByteChannel channel) throws IOException {
        if (!path.endsWith(GGUF)) {
            return channel.size() > MAX_BYTES
                    ? Map.of()
                    : TemplateFiles.read(path, Channels.newInputStream(channel).readNBytes(MAX_BYTES));
        }
        try {
            return GgufHeader.read(channel)
                    .text(HEADER_FIELD)
                    .map(text -> Map.of(TemplateFiles.DEFAULT, text.stripTrailing()))
                    .orElse(Map.of());
        } catch (MalformedWeights _) {
            return Map.of(); // the file's page says what is wrong with it
        }
    }
}
