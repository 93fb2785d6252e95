package plimsoll.engine.training;

import java.util.List;
import java.util.Locale;

/// The loss by steps as an SVG picture: a faint line for each step's and a strong one for its running mean, over a
/// logarithmic scale.
final class LossPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 56;
    private static final int TOP = 24;
    private static final int RIGHT = WIDTH - 16;
    private static final int BOTTOM = HEIGHT - 40;
    private static final int MOST_POINTS = 1000;
    private static final double SMALLEST = 1e-4;

    private final List<Double> losses;
    private final double low;
    private final double high;

    private LossPlot(List<Double> losses) {
        this.losses = losses;
        low = Math.floor(losses.stream().mapToDouble(LossPlot::height).min().orElse(0) * 2) / 2;
        high = Math.max(
                low + 0.5,
                Math.ceil(losses.stream().mapToDouble(LossPlot::height).max().orElse(1) * 2) / 2);
    }

    static String of(List<Double> losses) {
        return new LossPlot(losses).svg();
    }

    private String svg() {
        var svg = new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
                        + "font-family=\"system-ui, sans-serif\" font-size=\"12\">\n<title>Loss by step</title>\n"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n")
                .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        for (double line = low; line <= high; line += 0.5) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>\n",
                    LEFT,
                    y(line),
                    RIGHT,
                    LEFT - 6,
                    y(line) + 4,
                    StrictMath.pow(10, line)));
        }
        line(svg, 0, "#9bbcd8", 1);
        line(svg, 0.95, "#1f5f8b", 2);
        svg.append("<text x=\"%d\" y=\"%d\">0</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">step %d</text>\n"
                .formatted(LEFT, BOTTOM + 20, RIGHT, BOTTOM + 20, losses.size()));
        return svg.append("<text x=\"%d\" y=\"%d\">loss per answer token</text>\n</svg>\n".formatted(LEFT, TOP - 8))
                .toString();
    }

    /// @param keep how much of the running mean each step leaves
    private void line(StringBuilder svg, double keep, String colour, int width) {
        int every = Math.max(1, losses.size() / MOST_POINTS);
        double mean = losses.isEmpty() ? 0 : height(losses.getFirst());
        svg.append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%d\" points=\"".formatted(colour, width));
        for (int i = 0; i < losses.size(); i++) {
            mean = keep * mean + (1 - keep) * height(losses.get(i));
            if (i % every == 0) {
                double x = LEFT + (double) (RIGHT - LEFT) * i / Math.max(1, losses.size() - 1);
                svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(mean)));
            }
        }
        svg.append("\"/>\n");
    }

    private static double height(double loss) {
        return StrictMath.log10(Math.max(SMALLEST, loss));
    }

    private double y(double height) {
        return BOTTOM - (height - low) / (high - low) * (BOTTOM - TOP);
    }
}
