package plimsoll.weights.inspection;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.findings.Verdict;

/// Keys and passwords that somebody uploaded by mistake. What is found is told with its kind, its line, and two of its
/// characters; nobody is asked whether it works.
final class Secrets {
    private static final String CRC_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int GITHUB_RANDOM = 30;

    /// Bits a character; words stay below, random letters and digits reach 4 and more.
    private static final double RANDOM_BITS = 3.0;

    /// @param kind what it opens
    /// @param shape matches it, and it alone; linear
    /// @param check what else has to hold
    private record Rule(String kind, Verdict verdict, Pattern shape, Predicate<String> check) {}

    private static final List<Rule> RULES = List.of(
            rule("a key of AWS", "\\b(AKIA|ASIA)[A-Z2-7]{16}\\b", Secrets::isRandom),
            rule("a key of Google", "\\bAIza[0-9A-Za-z_-]{35}\\b", Secrets::isRandom),
            rule("a service account of Google", "\"private_key_id\"\\s{0,4}:\\s{0,4}\"[0-9a-f]{40}\"", _ -> true),
            rule("a key of Azure storage", "AccountKey=[A-Za-z0-9+/]{86}==", Secrets::isRandom),
            rule("a token of GitHub", "\\bgh[pousr]_[A-Za-z0-9]{36}\\b", Secrets::hasGithubChecksum),
            rule("a token of GitHub", "\\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\\b", Secrets::isRandom),
            rule("a token of GitLab", "\\bglpat-[A-Za-z0-9_-]{20}\\b", Secrets::isRandom),
            rule("a token of Hugging Face or of this hub", "\\bhf_[A-Za-z0-9]{30,40}\\b", Secrets::isRandom),
            rule("a key of Anthropic", "\\bsk-ant-[A-Za-z0-9_-]{32,120}\\b", Secrets::isRandom),
            rule("a key of OpenAI", "\\bsk-(?!ant-)(proj-)?[A-Za-z0-9_-]{32,180}\\b", Secrets::isRandom),
            rule("a token of Slack", "\\bxox[abpr]-[0-9A-Za-z-]{20,80}\\b", Secrets::isRandom),
            rule("a key of Stripe", "\\bsk_live_[0-9A-Za-z]{24,99}\\b", Secrets::isRandom),
            rule("a token of npm", "\\bnpm_[A-Za-z0-9]{36}\\b", Secrets::isRandom),
            rule("a token of PyPI", "\\bpypi-[A-Za-z0-9_-]{60,200}\\b", Secrets::isRandom),
            rule("a private key", "-----BEGIN ([A-Z]{2,10} )?PRIVATE KEY-----\\s{0,4}[A-Za-z0-9+/]{16}", _ -> true),
            new Rule(
                    "a web token",
                    SUSPICIOUS,
                    Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,600}\\.eyJ[A-Za-z0-9_-]{10,600}\\.[A-Za-z0-9_-]{20,600}"),
                    _ -> true));

    private static final Set<String> FILES = Set.of(
            ".env",
            ".netrc",
            "_netrc",
            ".pypirc",
            ".npmrc",
            ".git-credentials",
            "id_rsa",
            "id_ed25519",
            "id_ecdsa",
            "credentials",
            "kubeconfig",
            ".htpasswd");

    private Secrets() {}

    private static Rule rule(String kind, String shape, Predicate<String> check) {
        return new Rule(kind, DANGEROUS, Pattern.compile(shape), check);
    }

    static void inspect(String text, String fileName, Findings findings) {
        if (FILES.contains(fileName)) {
            findings.add(SUSPICIOUS, "secret-file", 0, "a file of the kind that holds passwords");
        }
        for (var rule : RULES) {
            var match = rule.shape().matcher(text);
            while (match.find()) {
                var found = match.group();
                if (rule.check().test(found)) {
                    long line = text.substring(0, match.start()).lines().count();
                    findings.add(
                            rule.verdict(),
                            "secret",
                            match.start(),
                            "%s in line %d: %s".formatted(rule.kind(), Math.max(line, 1), masked(found)));
                }
            }
        }
    }

    // The mark that says what it is, and nothing that helps to use it.
    private static String masked(String secret) {
        return secret.substring(0, 3) + "…";
    }

    /// Its last six digits are the CRC-32 of the random ones before, in base 62.
    private static boolean hasGithubChecksum(String token) {
        int from = token.indexOf('_') + 1;
        var crc = new CRC32();
        crc.update(token.substring(from, from + GITHUB_RANDOM).getBytes(StandardCharsets.US_ASCII));
        var digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < 6; rest /= 62) {
            digits.append(CRC_DIGITS.charAt((int) (rest % 62)));
        }
        return token.endsWith(digits.reverse().toString());
    }

    // Placeholders such as hf_xxxxxxxx repeat themselves.
    private static boolean isRandom(String secret) {
        var counts = new int[128];
        secret.chars().filter(c -> c < counts.length).forEach(c -> counts[c]++);
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / secret.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits >= RANDOM_BITS;
    }
}
