package plimsoll.hub.attestation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.CanonicalJson;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Commit;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadHistory;

/// Writes the bill of materials of a repository as CycloneDX 1.7: the model with its files and their hashes, the
/// data it was trained on, and the models it derives from as its pedigree. All of it is what the card declares and
/// the hub measured; the same commit gives the same bill.
public final class WriteBom {
    /// The version of the format.
    public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json; version=1.7";

    private static final String DATASET = "dataset:";

    /// The ids of SPDX for the words that cards write in small letters.
    private static final Map<String, String> SPDX = Stream.of(
                    "0BSD Apache-2.0 MIT MIT-0 BSD-2-Clause BSD-3-Clause BSD-3-Clause-Clear CC0-1.0 CC-BY-3.0 CC-BY-4.0 "
                            + "CC-BY-SA-3.0 CC-BY-SA-4.0 CC-BY-NC-4.0 CC-BY-NC-SA-4.0 CC-BY-NC-ND-4.0 CC-BY-ND-4.0 "
                            + "GPL-2.0 GPL-3.0 LGPL-2.1 LGPL-3.0 AGPL-3.0 MPL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2 "
                            + "ISC Unlicense WTFPL Zlib Artistic-2.0 AFL-3.0 BSL-1.0 ECL-2.0 ODC-By-1.0 OFL-1.1 OSL-3.0")
            .flatMap(ids -> Stream.of(ids.split(" ")))
            .collect(Collectors.toMap(id -> id.toLowerCase(Locale.ROOT), id -> id));

    private final ListFiles files;
    private final Catalogue catalogue;
    private final ReadHistory history;

    /// From what these know.
    public WriteBom(ListFiles files, Catalogue catalogue, ReadHistory history) {
        this.files = files;
        this.catalogue = catalogue;
        this.history = history;
    }

    /// The bill of a commit; empty when it has more files than are listed.
    ///
    /// @param hub this hub's address, for links
    public Optional<String> of(Pass pass, GitOid commit, String hub) throws IOException {
        var id = pass.repository().id();
        var manifest = files.of(id, commit);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        var card = catalogue
                .listed(id)
                .flatMap(Listed::description)
                .map(Description::card)
                .orElse(Card.NONE);
        var at = history.commits(pass, commit.hex(), 0, 1)
                .flatMap(stretch -> stretch.commits().stream().findFirst())
                .map(Commit::at);
        var bill = new HashMap<String, Object>();
        bill.put("$schema", "http://cyclonedx.org/schema/bom-1.7.schema.json");
        bill.put("bomFormat", "CycloneDX");
        bill.put("specVersion", "1.7");
        bill.put("version", 1);
        bill.put("serialNumber", "urn:uuid:" + uuid(id.hex() + commit.hex()));
        var metadata = new HashMap<String, Object>();
        at.ifPresent(time -> metadata.put("timestamp", time.toString()));
        metadata.put("tools", Map.of("components", List.of(Map.of("type", "application", "name", "Plimsoll"))));
        metadata.put("component", component(pass, commit, card, hub));
        bill.put("metadata", metadata);
        var components = new ArrayList<Object>();
        manifest.get().files().forEach((path, hash) -> components.add(file(path, hash)));
        datasets(card).forEach(name -> components.add(dataset(name, hub)));
        bill.put("components", components);
        return Optional.of(CanonicalJson.of(bill));
    }

    private static Map<String, Object> component(Pass pass, GitOid commit, Card card, String hub) {
        var repository = pass.repository();
        var component = new HashMap<String, Object>();
        boolean model = repository.kind() == RepoKind.MODEL;
        component.put("type", model ? "machine-learning-model" : "data");
        component.put("bom-ref", repository.page());
        component.put("group", repository.name().namespace().text());
        component.put("name", repository.name().name());
        component.put("version", commit.hex());
        component.put(
                "externalReferences",
                List.of(
                        Map.of(
                                "type",
                                "distribution",
                                "url",
                                "%s/%s/tree/%s".formatted(hub, repository.page(), commit)),
                        Map.of("type", "attestation", "url", "%s/%s/evidence".formatted(hub, repository.page()))));
        card.licence().ifPresent(licence -> component.put("licenses", List.of(Map.of("license", licence(licence)))));
        if (!card.baseModels().isEmpty()) {
            component.put("pedigree", Map.of("ancestors", ancestors(card, hub)));
        }
        if (model) {
            component.put("modelCard", modelCard(card));
        }
        component.put(
                "properties",
                List.of(Map.of(
                        "name",
                        "plimsoll:visibility",
                        "value",
                        repository.visibility().name())));
        return component;
    }

    private static Map<String, String> licence(String word) {
        var id = SPDX.get(word);
        return id == null ? Map.of("name", word) : Map.of("id", id);
    }

    private static List<Map<String, Object>> ancestors(Card card, String hub) {
        return card.baseModels().stream()
                .distinct()
                .map(base -> Map.<String, Object>of(
                        "type",
                        "machine-learning-model",
                        "name",
                        base,
                        "externalReferences",
                        List.of(Map.of("type", "distribution", "url", hub + "/" + encoded(base)))))
                .toList();
    }

    private static Map<String, Object> modelCard(Card card) {
        var parameters = new HashMap<String, Object>();
        card.task().ifPresent(task -> parameters.put("task", task));
        var datasets = datasets(card).stream()
                .map(name -> Map.of("ref", DATASET + name))
                .toList();
        if (!datasets.isEmpty()) {
            parameters.put("datasets", datasets);
        }
        var modelCard = new HashMap<String, Object>();
        modelCard.put("modelParameters", parameters);
        card.library()
                .ifPresent(library ->
                        modelCard.put("properties", List.of(Map.of("name", "plimsoll:library", "value", library))));
        return modelCard;
    }

    private static Map<String, Object> file(String path, Sha256 hash) {
        return Map.of(
                "type",
                "file",
                "bom-ref",
                "file:" + path,
                "name",
                path,
                "hashes",
                List.of(Map.of("alg", "SHA-256", "content", hash.hex())));
    }

    private static Map<String, Object> dataset(String name, String hub) {
        return Map.of(
                "type",
                "data",
                "bom-ref",
                DATASET + name,
                "name",
                name,
                "externalReferences",
                List.of(Map.of("type", "distribution", "url", hub + "/datasets/" + encoded(name))));
    }

    private static List<String> datasets(Card card) {
        return card.tags().stream()
                .filter(tag -> tag.startsWith(DATASET))
                .map(tag -> tag.substring(DATASET.length()))
                .distinct()
                .toList();
    }

    // Names come from cards, so anything may be in them.
    private static String encoded(String name) {
        return name.replaceAll("[^A-Za-z0-9._/-]", "-");
    }

    private static UUID uuid(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.US_ASCII));
    }
}
