package plimsoll.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import plimsoll.domain.budget.Budget;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.gateway.MeterUse.Budgets;

/// How much may be asked of models, as `budgets.conf` in the data folder says: a line each, with one or more of
/// `requests=` (in five minutes), `tokens=` (on one day, UTC) and `at-once=` behind it.
///
/// ```
/// account requests=150 tokens=200000 at-once=8      of every account
/// account NAME tokens=5000000                       of one, in place of that
/// organisation NAME tokens=20000000 at-once=32      of all its members together
/// token tokens=50000                                of every access token, within its account's
/// ```
public final class BudgetLines {
    /// The file in the data folder.
    public static final String FILE = "budgets.conf";

    private static final int MOST_LINES = 10_000;
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");
    private static final String SHAPE =
            "a line is  account [NAME] ...,  organisation NAME ...  or  token ...  with requests=, tokens= and at-once=";

    private BudgetLines() {}

    /// Reads the file; the usual budgets when there is none.
    ///
    /// @throws BadSetting with the line that cannot be
    public static Budgets read(Path file) throws BadSetting, IOException {
        var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
        if (lines.size() > MOST_LINES) {
            throw new BadSetting("%s has more than %,d lines.".formatted(file, MOST_LINES));
        }
        var account = Budgets.USUAL.account();
        var token = Budgets.USUAL.token();
        var accounts = new LinkedHashMap<String, Budget>();
        var organisations = new LinkedHashMap<String, Budget>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var place = "%s, line %d: ".formatted(file, i + 1);
            var words = List.of(line.split("\\s+", -1));
            boolean named = words.size() > 1 && words.get(1).indexOf('=') < 0;
            var budget = budget(place, words.subList(named ? 2 : 1, words.size()));
            switch (words.getFirst() + (named ? " of" : "")) {
                case "account" -> account = budget;
                case "token" -> token = budget;
                case "account of" -> accounts.put(key(place, words.get(1)), budget);
                case "organisation of" -> organisations.put(key(place, words.get(1)), budget);
                default -> throw new BadSetting(place + SHAPE + ".");
            }
        }
        return new Budgets(account, token, accounts, organisations);
    }

    private static String key(String place, String name) throws BadSetting {
        if (!Namespace.isNamespace(name)) {
            throw new BadSetting(place + "'%s' is no name of an account or organisation.".formatted(name));
        }
        return new Namespace(name).key();
    }

    private static Budget budget(String place, List<String> words) throws BadSetting {
        var set = new LinkedHashMap<String, Long>();
        for (var word : words) {
            int equals = word.indexOf('=');
            var name = equals < 0 ? word : word.substring(0, equals);
            if (!List.of("requests", "tokens", "at-once").contains(name)) {
                throw new BadSetting(place + SHAPE + ".");
            }
            var count = word.substring(equals + 1);
            if (!COUNT.matcher(count).matches()) {
                throw new BadSetting(place + "%s is a whole number, not '%s'.".formatted(name, count));
            }
            set.put(name, Long.valueOf(count));
        }
        if (set.isEmpty()) {
            throw new BadSetting(place + SHAPE + ".");
        }
        return of(set);
    }

    private static Budget of(Map<String, Long> set) {
        return new Budget(
                set.getOrDefault("requests", Long.MAX_VALUE),
                set.getOrDefault("tokens", Long.MAX_VALUE),
                Math.toIntExact(Math.min(Integer.MAX_VALUE, set.getOrDefault("at-once", (long) Integer.MAX_VALUE))));
    }
}
