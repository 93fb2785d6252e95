package plimsoll.domain.attestation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.CanonicalJson;

/// Every file of a model with its hash, as OpenSSF Model Signing (v1.0, method `files`) lists them.
///
/// @param files hashes by path, in the order in which they are signed: by the parts of the path, not by its text, so
///     that `a/b` comes before `a-b`
public record ModelManifest(SortedMap<String, Sha256> files) {
    /// What the signature's own file is called.
    public static final String SIGNATURE = "model.sig";
    /// What statements of this kind say they are.
    public static final String PREDICATE = "https://model_signing/signature/v1.0";

    private static final List<String> IGNORED = List.of(".git", ".gitattributes", ".github", ".gitignore", SIGNATURE);

    public ModelManifest {
        var ordered = new TreeMap<String, Sha256>(ModelManifest::compare);
        ordered.putAll(files);
        files = Collections.unmodifiableSortedMap(ordered);
    }

    /// Whether a path belongs to a model, and not to git or to the signature.
    public static boolean covers(String path) {
        return IGNORED.stream().noneMatch(name -> path.equals(name) || path.startsWith(name + "/"));
    }

    /// The hash over all files' hashes.
    public Sha256 digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(hash -> digest.update(HexFormat.of().parseHex(hash.hex())));
            return Sha256.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The statement that is signed.
    ///
    /// @param name what the model is called, for people
    public String statement(String name) {
        var resources = files.entrySet().stream()
                .map(file -> Map.of(
                        "name",
                        file.getKey(),
                        "algorithm",
                        "sha256",
                        "digest",
                        file.getValue().hex()))
                .toList();
        return CanonicalJson.of(Map.of(
                "_type",
                "https://in-toto.io/Statement/v1",
                "subject",
                List.of(Map.of("name", name, "digest", Map.of("sha256", digest().hex()))),
                "predicateType",
                PREDICATE,
                "predicate",
                Map.of(
                        "serialization",
                        Map.of(
                                "method",
                                "files",
                                "hash_type",
                                "sha256",
                                "allow_symlinks",
                                false,
                                "ignore_paths",
                                IGNORED),
                        "resources",
                        resources)));
    }

    // As Python orders paths, and so as everybody else who signs models does: part by part, by code points.
    private static int compare(String one, String other) {
        var a = one.split("/", -1);
        var b = other.split("/", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = Arrays.compare(
                    a[i].codePoints().toArray(), b[i].codePoints().toArray());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
