package plimsoll.hub.repositories;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Entry;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.BytesChannel;
import plimsoll.weights.gguf.GgufHeader;
import plimsoll.weights.safetensors.SafetensorsHeader;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.MalformedWeights;

/// Counts parameters by the headers of weight files.
///
/// Repositories often hold the same model more than once: in shards and in one piece, or as GGUF in several
/// quantisations. So files are grouped into models, shards of one together, and the largest model counts; but
/// safetensors that are not shards of each other (a pipeline's parts) add up.
final class CountParameters {
    /// Headers read for one description; the largest models have a few hundred shards.
    static final int MAX_FILES = 512;
    /// Larger files are not kept in git, by the hub's own upload rules; a push may do it, and is then read in part.
    private static final int MAX_SMALL_BYTES = 16 * 1024 * 1024;

    private static final Pattern SHARD = Pattern.compile("-\\d{5}-of-\\d{5}(?=\\.)");
    private static final Pattern WHOLE = Pattern.compile("(?:model|pytorch_model)\\.safetensors");

    private static final String GGUF_TEMPLATE = "tokenizer.chat_template";

    private final Blobs blobs;

    CountParameters(Blobs blobs) {
        this.blobs = blobs;
    }

    static boolean isWeights(String path) {
        return path.endsWith(".safetensors") || path.endsWith(".gguf");
    }

    /// What the headers of `weights` say together.
    Weights of(Snapshot commit, List<Entry> weights) throws IOException {
        var safetensors = new TreeMap<String, Counts>();
        var gguf = new TreeMap<String, Counts>();
        var types = new TreeSet<String>();
        long unread = 0;
        var templates = new TreeSet<String>();
        for (var file : weights) {
            var header = header(commit, file);
            if (header.isEmpty()) {
                unread += file.contentBytes();
                continue;
            }
            types.addAll(header.get().counts().ofType().keySet());
            header.get()
                    .template()
                    .map(String::stripTrailing)
                    .map(Sha256::ofUtf8)
                    .map(Sha256::hex)
                    .ifPresent(templates::add);
            var model = SHARD.matcher(file.path().text()).replaceFirst("");
            (model.endsWith(".gguf") ? gguf : safetensors)
                    .merge(model, header.get().counts(), Counts::and);
        }
        return new Weights(
                (safetensors.isEmpty() ? largest(gguf) : together(safetensors)).ofType(),
                types,
                unread,
                !gguf.isEmpty(),
                templates);
    }

    private static Counts together(Map<String, Counts> safetensors) {
        var whole = safetensors.entrySet().stream()
                .filter(model -> WHOLE.matcher(model.getKey()).matches())
                .map(Map.Entry::getValue)
                .max(Counts.BY_TOTAL);
        return whole.orElseGet(() -> safetensors.values().stream().reduce(Counts.NONE, Counts::and));
    }

    private static Counts largest(Map<String, Counts> models) {
        return models.values().stream().max(Counts.BY_TOTAL).orElse(Counts.NONE);
    }

    private Optional<Header> header(Snapshot commit, Entry file) throws IOException {
        var opened = open(commit, file);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (var channel = opened.get()) {
            if (file.path().text().endsWith(".gguf")) {
                var gguf = GgufHeader.read(channel);
                return Optional.of(new Header(Counts.of(gguf.tensors().parametersByType()), gguf.text(GGUF_TEMPLATE)));
            }
            var counted = SafetensorsHeader.read(channel).tensors().parametersByType();
            return Optional.of(new Header(Counts.of(counted), Optional.empty()));
        } catch (MalformedWeights _) {
            return Optional.empty(); // the file's page says what is wrong with it
        }
    }

    private Optional<SeekableByteChannel> open(Snapshot commit, Entry file) throws IOException {
        return switch (file) {
            case Entry.Folder _ -> Optional.empty();
            case Entry.LargeFile large -> {
                try {
                    yield Optional.of(blobs.open(large.pointer().content()));
                } catch (BlobMissing _) {
                    yield Optional.empty();
                }
            }
            case Entry.SmallFile small -> {
                try (var in = commit.open(small.oid())) {
                    yield Optional.of(new BytesChannel(in.readNBytes(MAX_SMALL_BYTES)));
                }
            }
        };
    }

    /// @param template the template for conversations that it brings
    private record Header(Counts counts, Optional<String> template) {}

    /// How many numbers of each type a model holds.
    private record Counts(SortedMap<String, Long> ofType) {
        static final Counts NONE = new Counts(new TreeMap<>());
        static final Comparator<Counts> BY_TOTAL = Comparator.comparingLong(Counts::total);

        static Counts of(Map<DType, Long> header) {
            var named = new TreeMap<String, Long>();
            header.forEach((type, count) -> named.put(type.name(), count));
            return new Counts(named);
        }

        Counts and(Counts more) {
            var sum = new TreeMap<>(ofType);
            more.ofType.forEach((type, count) -> sum.merge(type, count, Math::addExact));
            return new Counts(sum);
        }

        private long total() {
            return ofType.values().stream().reduce(0L, Math::addExact);
        }
    }
}
