package plimsoll.hub.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.budget.Budget;
import plimsoll.domain.budget.DayOfUse;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.hub.gateway.Word.Count;

/// Keeps accounts, their organisations and their tokens within their budgets, and books what they use.
///
/// Requests are counted in fixed windows and questions that are being answered at the moment, both in this process and
/// forgotten by a restart; tokens are counted by day in the records, together with all other processes of the hub.
/// Safe for use by any number of threads.
public final class MeterUse {
    /// What requests are counted in.
    public static final Duration WINDOW = Duration.ofMinutes(5);
    /// So long usage can be looked up.
    private static final int KEPT_DAYS = 400;
    /// At some 200 bytes each, 10 MB; then the oldest window is forgotten.
    private static final int MOST_WINDOWS = 50_000;

    private final UsageRecords records;
    private final Budgets budgets;
    private final InstantSource clock;
    private final Map<String, Window> windows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_WINDOWS;
        }
    };
    private final Map<String, Integer> working = new LinkedHashMap<>();

    /// What the owner of a hub lets everybody have.
    ///
    /// @param account of an account without one of its own
    /// @param token of each access token, within its account's
    /// @param accounts by key
    /// @param organisations by key: all members together
    public record Budgets(
            Budget account, Budget token, Map<String, Budget> accounts, Map<String, Budget> organisations) {
        /// One question in two seconds, all day.
        public static final Budgets USUAL =
                new Budgets(new Budget(150, Long.MAX_VALUE, Integer.MAX_VALUE), Budget.UNLIMITED, Map.of(), Map.of());

        public Budgets {
            accounts = Map.copyOf(accounts);
            organisations = Map.copyOf(organisations);
        }
    }

    /// @param budgets as the owner has set them
    public MeterUse(UsageRecords records, Budgets budgets, InstantSource clock) {
        this.records = records;
        this.budgets = budgets;
        this.clock = clock;
    }

    /// Where somebody stands after a request, by the purse that has least left.
    ///
    /// @param requests how many may be made in a window
    /// @param left of them
    /// @param reset until the window ends
    /// @param tokens of a day, where they are limited
    /// @param allowed whether this one was among them
    public record Spent(long requests, long left, Duration reset, Optional<Tokens> tokens, boolean allowed) {}

    /// Tokens of a day.
    public record Tokens(long budget, long left, Duration reset) {}

    /// Counts a request.
    ///
    /// @param credential what names the token it came with; empty for none
    public Spent spend(Known who, String credential) {
        var purses = purses(who, credential);
        var tightest = tightest(purses);
        var tokens = purses.stream()
                .filter(purse -> purse.budget().tokens() != Long.MAX_VALUE)
                .map(purse -> new Tokens(
                        purse.budget().tokens(), Math.max(0, purse.budget().tokens() - spent(purse)), untilMidnight()))
                .min(Comparator.comparingLong(Tokens::left));
        return new Spent(tightest.requests, tightest.left, tightest.reset, tokens, tightest.taken);
    }

    /// Lets a question in that is about to be asked.
    ///
    /// @return why not, where a budget is used up; else what books it, which must be closed
    Entry enter(Known who, String credential, String model) {
        var purses = purses(who, credential);
        for (var purse : purses) {
            if (purse.budget().tokens() != Long.MAX_VALUE
                    && spent(purse) >= purse.budget().tokens()) {
                return new Over(new Declined(
                        Why.OVER_BUDGET,
                        "The %s has spent its %,d tokens of today; there are more after midnight (UTC)."
                                .formatted(purse.name(), purse.budget().tokens()),
                        untilMidnight()));
            }
        }
        return seat(purses)
                .<Entry>map(full -> new Over(new Declined(
                        Why.BUSY,
                        "The %s has %d questions that are still being answered, as many as it may."
                                .formatted(full.name(), full.budget().atOnce()))))
                .orElseGet(() -> new Ticket(purses, model));
    }

    /// Books a question that a guard stopped: it costs nothing.
    void stopped(Known who, String credential, String model) {
        book(purses(who, credential), new DayOfUse(today(), model, 1, 1, 0, 0));
    }

    /// Forgets what is too old to be looked up.
    public int forget() {
        return records.forget(today().minusDays(KEPT_DAYS));
    }

    /// Whether a question may be asked.
    sealed interface Entry {}

    /// It may not.
    record Over(Declined why) implements Entry {}

    /// It may; whoever holds this has a seat until it is closed.
    final class Ticket implements Entry {
        private final List<Purse> purses;
        private final String model;
        private boolean closed;

        private Ticket(List<Purse> purses, String model) {
            this.purses = purses;
            this.model = model;
        }

        /// Gives the seat back and books what it took, once.
        void close(Count count) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            leave(purses);
            book(purses, new DayOfUse(today(), model, 1, 0, count.prompt(), count.generated()));
        }

        /// Gives the seat back: it was not asked.
        void returned() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            leave(purses);
        }
    }

    /// Somebody's budget.
    ///
    /// @param key names it in this process
    /// @param name as its holder is told
    /// @param books whether it has lines of its own in the records; a token's are its account's, of its credential
    private record Purse(String key, String name, Namespace spender, String credential, Budget budget, boolean books) {}

    private List<Purse> purses(Known who, String credential) {
        var purses = new ArrayList<Purse>();
        var own = budgets.accounts().getOrDefault(who.name().key(), budgets.account());
        purses.add(new Purse("account " + who.name().key(), "account", who.name(), credential, own, true));
        if (!credential.isEmpty() && budgets.token().isLimited()) {
            purses.add(new Purse("token " + credential, "token", who.name(), credential, budgets.token(), false));
        }
        who.organisations().keySet().forEach(organisation -> {
            var budget = budgets.organisations().get(organisation.key());
            if (budget != null) {
                purses.add(new Purse(
                        "organisation " + organisation.key(),
                        "organisation " + organisation.text(),
                        organisation,
                        UsageRecords.ORGANISATION,
                        budget,
                        true));
            }
        });
        return purses;
    }

    private long spent(Purse purse) {
        return purse.books()
                ? records.tokens(purse.spender(), today())
                : records.tokens(purse.spender(), purse.credential(), today());
    }

    private void book(List<Purse> purses, DayOfUse day) {
        purses.stream().filter(Purse::books).forEach(purse -> records.add(purse.spender(), purse.credential(), day));
    }

    private record Left(long requests, long left, Duration reset, boolean taken) {}

    /// Counts in every purse, unless one of them is empty: then in none.
    private synchronized Left tightest(List<Purse> purses) {
        var now = clock.instant();
        var tightest = new Left(Long.MAX_VALUE, Long.MAX_VALUE, WINDOW, true);
        for (var purse : purses) {
            var window = window(purse, now);
            long left = purse.budget().requests() - window.count;
            if (left < tightest.left) {
                tightest = new Left(
                        purse.budget().requests(), Math.max(0, left), Duration.between(now, window.end), left > 0);
            }
        }
        if (!tightest.taken) {
            return tightest;
        }
        for (var purse : purses) {
            var window = window(purse, now);
            windows.put(purse.key(), new Window(window.end, window.count + 1));
        }
        return new Left(tightest.requests, tightest.left - 1, tightest.reset, true);
    }

    private Window window(Purse purse, Instant now) {
        var window = windows.get(purse.key());
        return window == null || !now.isBefore(window.end) ? new Window(now.plus(WINDOW), 0) : window;
    }

    /// Takes a seat in every purse; the one that has none left, where there is one, and then takes none.
    private synchronized Optional<Purse> seat(List<Purse> purses) {
        var full = purses.stream()
                .filter(purse ->
                        working.getOrDefault(purse.key(), 0) >= purse.budget().atOnce())
                .findFirst();
        if (full.isEmpty()) {
            purses.forEach(purse -> working.merge(purse.key(), 1, Integer::sum));
        }
        return full;
    }

    private synchronized void leave(List<Purse> purses) {
        purses.forEach(purse -> {
            int left = working.getOrDefault(purse.key(), 1) - 1;
            if (left == 0) {
                working.remove(purse.key());
            } else {
                working.put(purse.key(), left);
            }
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Duration untilMidnight() {
        var midnight = today().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return Duration.between(clock.instant(), midnight);
    }

    private record Window(Instant end, long count) {}
}
