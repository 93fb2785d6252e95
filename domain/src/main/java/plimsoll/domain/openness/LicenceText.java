package plimsoll.domain.openness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells a licence by its text: by sentences that stand in no other. A text that was changed beyond them is taken for
/// what its sentences say; a text with sentences of several is told by the first in the list, where those that quote
/// others come before what they quote.
public final class LicenceText {
    /// A licence and what all has to stand in its text, in small letters and single spaces.
    private record Known(String id, List<String> sentences) {}

    private static final List<Known> LIST = List.of(
            known("llama4", "llama 4 community license agreement"),
            known("llama3.3", "llama 3.3 community license agreement"),
            known("llama3.2", "llama 3.2 community license agreement"),
            known("llama3.1", "llama 3.1 community license agreement"),
            known("llama3", "meta llama 3 community license agreement"),
            known("llama2", "llama 2 community license agreement"),
            known("gemma", "gemma terms of use"),
            known("bigcode-openrail-m", "bigcode open rail-m"),
            known("bigscience-bloom-rail-1.0", "bigscience rail license"),
            known("creativeml-openrail-m", "creativeml open rail-m"),
            known("openrail", "use-based restrictions", "attachment a"),
            known("openmdw-1.0", "openmdw license agreement"),
            known("agpl-3.0", "gnu affero general public license", "version 3"),
            known("lgpl-3.0", "gnu lesser general public license", "version 3"),
            known("lgpl-2.1", "gnu lesser general public license", "version 2.1"),
            known("gpl-3.0", "gnu general public license", "version 3, 29 june 2007"),
            known("gpl-2.0", "gnu general public license", "version 2, june 1991"),
            known("mpl-2.0", "mozilla public license", "version 2.0"),
            known("cc-by-nc-nd-4.0", "attribution-noncommercial-noderivatives 4.0 international"),
            known("cc-by-nc-sa-4.0", "attribution-noncommercial-sharealike 4.0 international"),
            known("cc-by-nc-4.0", "attribution-noncommercial 4.0 international"),
            known("cc-by-nd-4.0", "attribution-noderivatives 4.0 international"),
            known("cc-by-sa-4.0", "attribution-sharealike 4.0 international"),
            known("cc-by-4.0", "attribution 4.0 international"),
            known("cc0-1.0", "cc0 1.0 universal"),
            known("cdla-permissive-2.0", "community data license agreement", "permissive", "version 2.0"),
            known("odbl", "open database license"),
            known("odc-by", "open data commons attribution license"),
            known("apache-2.0", "apache license", "version 2.0"),
            known("unlicense", "this is free and unencumbered software released into the public domain"),
            known("isc", "permission to use, copy, modify, and/or distribute this software for any purpose"),
            known(
                    "bsd-3-clause",
                    "redistribution and use in source and binary forms",
                    "may be used to endorse or promote products"),
            known("bsd-2-clause", "redistribution and use in source and binary forms"),
            known(
                    "mit",
                    "permission is hereby granted, free of charge, to any person obtaining a copy",
                    "without restriction"));

    /// Enough for the title and the first terms of each; what only names another licence stands further back.
    private static final int FRONT_CHARACTERS = 20_000;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private LicenceText() {}

    /// The id of the licence that this is the text of, as the ecosystem's cards spell it.
    public static Optional<String> id(String text) {
        var front = text.substring(0, Math.min(text.length(), FRONT_CHARACTERS));
        var plain = SPACE.matcher(front.toLowerCase(Locale.ROOT)).replaceAll(" ");
        return LIST.stream()
                .filter(known -> known.sentences.stream().allMatch(plain::contains))
                .map(Known::id)
                .findFirst();
    }

    private static Known known(String id, String... sentences) {
        return new Known(id, Arrays.asList(sentences));
    }
}
