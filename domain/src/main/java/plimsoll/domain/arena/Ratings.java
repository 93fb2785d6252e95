package plimsoll.domain.arena;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// How strong models are by votes on pairs of them: the model of R. A. Bradley and M. E. Terry ("Rank analysis of
/// incomplete block designs", Biometrika 39, 1952), in which one is better with the odds of their strengths. A tie
/// is half a win for each. It is fitted by D. R. Hunter's algorithm ("MM algorithms for generalized Bradley-Terry
/// models", Annals of Statistics 32, 2004), and told on the scale of Elo, with a mean of 1000.
///
/// Each model is given one tie against a model in the middle, so that one that always won has a strength too.
public final class Ratings {
    private static final int ROUNDS = 500;
    private static final double STILL = 1e-9;
    private static final double SCALE = 400;
    private static final double MEAN = 1000;
    private static final int SAMPLES = 200;
    private static final double TAIL = 0.025;

    private Ratings() {}

    /// How strong one model is.
    ///
    /// @param score on the scale of Elo
    /// @param low the lower end of a 95 % interval, by bootstrap
    /// @param high its upper end
    /// @param votes on its answers
    /// @param wins of those, with half of the ties
    public record Rated(String model, double score, double low, double high, int votes, double wins) {}

    /// How one model fared against another.
    public record Pair(String first, String second, int firstWins, int secondWins, int ties) {}

    /// All models that were voted on, the strongest first. The same votes give the same figures.
    public static List<Rated> of(Collection<Ballot> ballots) {
        var votes = List.copyOf(ballots);
        var models = new ArrayList<>(new TreeSet<>(votes.stream()
                .flatMap(each -> List.of(each.left(), each.right()).stream())
                .toList()));
        var scores = scores(models, votes);
        var samples = new ArrayList<double[]>();
        var random = new SplittableRandom(1);
        for (int i = 0; i < SAMPLES && !votes.isEmpty(); i++) {
            var drawn = new ArrayList<Ballot>();
            for (int j = 0; j < votes.size(); j++) {
                drawn.add(votes.get(random.nextInt(votes.size())));
            }
            samples.add(scores(models, drawn));
        }
        var rated = new ArrayList<Rated>();
        for (int i = 0; i < models.size(); i++) {
            int model = i;
            var spread =
                    samples.stream().mapToDouble(each -> each[model]).sorted().toArray();
            var name = models.get(i);
            var own = votes.stream().filter(each -> has(each, name)).toList();
            rated.add(new Rated(
                    name,
                    scores[i],
                    spread[(int) (TAIL * spread.length)],
                    spread[(int) ((1 - TAIL) * spread.length)],
                    own.size(),
                    own.stream().mapToDouble(each -> won(each, name)).sum()));
        }
        rated.sort(Comparator.comparingDouble(Rated::score).reversed());
        return List.copyOf(rated);
    }

    /// Every two models that met, by name.
    public static List<Pair> pairs(Collection<Ballot> ballots) {
        var counts = new TreeMap<List<String>, int[]>(
                Comparator.comparing((List<String> pair) -> pair.get(0)).thenComparing(pair -> pair.get(1)));
        for (var each : ballots) {
            boolean swapped = each.left().compareTo(each.right()) > 0;
            var pair = swapped ? List.of(each.right(), each.left()) : List.of(each.left(), each.right());
            int at = switch (each.choice()) {
                case LEFT -> swapped ? 1 : 0;
                case RIGHT -> swapped ? 0 : 1;
                case TIE -> 2;
            };
            counts.computeIfAbsent(pair, _ -> new int[3])[at]++;
        }
        var pairs = new ArrayList<Pair>();
        for (Map.Entry<List<String>, int[]> entry : counts.entrySet()) {
            var count = entry.getValue();
            pairs.add(new Pair(entry.getKey().get(0), entry.getKey().get(1), count[0], count[1], count[2]));
        }
        return List.copyOf(pairs);
    }

    private static boolean has(Ballot ballot, String model) {
        return ballot.left().equals(model) || ballot.right().equals(model);
    }

    private static double won(Ballot ballot, String model) {
        return switch (ballot.choice()) {
            case LEFT -> ballot.left().equals(model) ? 1 : 0;
            case RIGHT -> ballot.right().equals(model) ? 1 : 0;
            case TIE -> 0.5;
        };
    }

    private static double[] scores(List<String> models, List<Ballot> votes) {
        int count = models.size();
        var met = new double[count][count];
        var wins = new double[count];
        for (var each : votes) {
            int left = models.indexOf(each.left());
            int right = models.indexOf(each.right());
            met[left][right]++;
            met[right][left]++;
            wins[left] += won(each, each.left());
            wins[right] += won(each, each.right());
        }
        var strengths = new double[count];
        Arrays.fill(strengths, 1);
        double moved = 1;
        for (int round = 0; round < ROUNDS && moved > STILL; round++) {
            moved = 0;
            for (int i = 0; i < count; i++) {
                double sum = 1 / (strengths[i] + 1); // the tie against the middle
                for (int j = 0; j < count; j++) {
                    sum += met[i][j] == 0 ? 0 : met[i][j] / (strengths[i] + strengths[j]);
                }
                double next = (wins[i] + 0.5) / sum;
                moved = Math.max(moved, Math.abs(Math.log(next / strengths[i])));
                strengths[i] = next;
            }
        }
        double mean = 0;
        for (double strength : strengths) {
            mean += Math.log10(strength) / count;
        }
        var scores = new double[count];
        for (int i = 0; i < count; i++) {
            scores[i] = MEAN + SCALE * (Math.log10(strengths[i]) - mean);
        }
        return scores;
    }
}
