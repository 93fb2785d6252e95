package plimsoll.domain.release;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import plimsoll.domain.repository.Level;

/// What a licence lets its holder do with a derivative: how openly it may be released, and under which licences. A
/// table of readings, each with the section it was read in; nothing here is legal advice, and a licence that is not in
/// the table limits nothing but the label of being fully open.
///
/// @param id the licence's id in the ecosystem's cards, in lower case
/// @param most the most open level of a derivative
/// @param heirs the licences a derivative may have; empty for any
/// @param reading what it asks, in a few words
/// @param source where that stands
public record LicenceTerms(String id, Level most, Set<String> heirs, String reading, String source) {
    // FSF, "Various Licenses and Comments about Them"; GPL-3.0 section 13 joins it with the AGPL.
    private static final Set<String> GPL3 = Set.of("gpl-3.0", "agpl-3.0", "gpl", "agpl");
    private static final Set<String> CC_BY_SA = Set.of("cc-by-sa-4.0", "gpl-3.0"); // one-way since 2015-10-08

    private static final Map<String, LicenceTerms> TABLE = table(
            free("apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0#redistribution section 4"),
            free("mit", "https://spdx.org/licenses/MIT"),
            free("bsd", "https://spdx.org/licenses/BSD-2-Clause"),
            free("bsd-2-clause", "https://spdx.org/licenses/BSD-2-Clause"),
            free("bsd-3-clause", "https://spdx.org/licenses/BSD-3-Clause"),
            free("isc", "https://spdx.org/licenses/ISC"),
            free("unlicense", "https://spdx.org/licenses/Unlicense"),
            free("cc0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/legalcode section 2"),
            free("cc-by-4.0", "https://creativecommons.org/licenses/by/4.0/legalcode section 2(a)(1)"),
            free("cc-by-3.0", "https://creativecommons.org/licenses/by/3.0/legalcode section 3"),
            free("cdla-permissive-2.0", "https://cdla.dev/permissive-2-0/ section 2"),
            free("odc-by", "https://opendatacommons.org/licenses/by/1-0/ section 3"),
            free("openmdw-1.0", "https://openmdw.ai/license/"),
            free("mpl-2.0", "https://www.mozilla.org/MPL/2.0/ section 3.3, a larger work"),
            alike("gpl-3.0", GPL3, "https://www.gnu.org/licenses/gpl-3.0.html section 5(c)"),
            alike("gpl-2.0", Set.of("gpl-2.0"), "https://www.gnu.org/licenses/old-licenses/gpl-2.0.html section 2(b)"),
            alike("agpl-3.0", Set.of("agpl-3.0"), "https://www.gnu.org/licenses/agpl-3.0.html section 5(c)"),
            alike("cc-by-sa-4.0", CC_BY_SA, "https://creativecommons.org/licenses/by-sa/4.0/legalcode section 3(b)"),
            alike(
                    "cc-by-sa-3.0",
                    Set.of("cc-by-sa-3.0", "cc-by-sa-4.0"),
                    "https://creativecommons.org/licenses/by-sa/3.0/legalcode section 4(b)"),
            limited(
                    "cc-by-nc-4.0",
                    "no commercial use",
                    "https://creativecommons.org/licenses/by-nc/4.0/legalcode section 2(a)(1)"),
            limited(
                    "cc-by-nc-2.0",
                    "no commercial use",
                    "https://creativecommons.org/licenses/by-nc/2.0/legalcode section 4(b)"),
            limited(
                    "cc-by-nc-3.0",
                    "no commercial use",
                    "https://creativecommons.org/licenses/by-nc/3.0/legalcode section 4(b)"),
            new LicenceTerms(
                    "cc-by-nc-sa-4.0",
                    Level.OPEN_DOWNLOAD,
                    Set.of("cc-by-nc-sa-4.0"),
                    "no commercial use, and the same licence for what derives",
                    "https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode section 3(b)"),
            closed("cc-by-nd-4.0", "https://creativecommons.org/licenses/by-nd/4.0/legalcode section 2(a)(1)(B)"),
            closed("cc-by-nc-nd-4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/legalcode section 2(a)(1)(B)"),
            closed("cc-by-nc-nd-3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/legalcode section 3"),
            limited("openrail", "use restrictions that are passed on", "https://www.licenses.ai/ paragraph 5"),
            limited("openrail++", "use restrictions that are passed on", "https://www.licenses.ai/ paragraph 5"),
            limited(
                    "creativeml-openrail-m",
                    "use restrictions that are passed on",
                    "https://huggingface.co/spaces/CompVis/stable-diffusion-license section III, 5"),
            limited(
                    "bigscience-openrail-m",
                    "use restrictions that are passed on",
                    "https://www.licenses.ai/ paragraph 5"),
            limited(
                    "bigscience-bloom-rail-1.0",
                    "use restrictions that are passed on",
                    "https://www.licenses.ai/ paragraph 5"),
            named("llama2", "https://ai.meta.com/llama/license/ section 1(b)"),
            named("llama3", "https://www.llama.com/llama3/license/ section 1(b)"),
            named("llama3.1", "https://www.llama.com/llama3_1/license/ section 1(b)"),
            named("llama3.2", "https://www.llama.com/llama3_2/license/ section 1(b)"),
            named("llama3.3", "https://www.llama.com/llama3_3/license/ section 1(b)"),
            named("gemma", "https://ai.google.dev/gemma/terms section 3.1"));

    public LicenceTerms {
        heirs = Set.copyOf(heirs);
    }

    /// The reading of a licence, by its id in any case.
    public static Optional<LicenceTerms> of(String id) {
        return Optional.ofNullable(TABLE.get(id.toLowerCase(Locale.ROOT)));
    }

    /// All readings, by id.
    public static List<LicenceTerms> all() {
        return TABLE.values().stream().sorted((a, b) -> a.id.compareTo(b.id)).toList();
    }

    /// Whether every use is free.
    public boolean isFree() {
        return most == Level.FULLY_OPEN;
    }

    /// Whether what derives may have this licence.
    public boolean allows(String heir) {
        return heirs.isEmpty() || heirs.contains(heir.toLowerCase(Locale.ROOT));
    }

    private static LicenceTerms free(String id, String source) {
        return new LicenceTerms(id, Level.FULLY_OPEN, Set.of(), "keep its notices", source);
    }

    private static LicenceTerms alike(String id, Set<String> heirs, String source) {
        return new LicenceTerms(id, Level.FULLY_OPEN, heirs, "the same licence for what derives", source);
    }

    private static LicenceTerms limited(String id, String reading, String source) {
        return new LicenceTerms(id, Level.OPEN_DOWNLOAD, Set.of(), reading, source);
    }

    private static LicenceTerms named(String id, String source) {
        return new LicenceTerms(
                id,
                Level.OPEN_DOWNLOAD,
                Set.of(id),
                "its own agreement goes with what derives, use policy included",
                source);
    }

    private static LicenceTerms closed(String id, String source) {
        return new LicenceTerms(id, Level.INTERNAL, Set.of(), "no derivative may be shared", source);
    }

    private static Map<String, LicenceTerms> table(LicenceTerms... readings) {
        return Arrays.stream(readings).collect(Collectors.toUnmodifiableMap(LicenceTerms::id, reading -> reading));
    }
}
