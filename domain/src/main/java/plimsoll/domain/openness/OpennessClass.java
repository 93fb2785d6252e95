package plimsoll.domain.openness;

import java.util.List;

/// A class of the Model Openness Framework, the most open last.
public enum OpennessClass {
    /// Less than class III.
    UNCLASSIFIED(0, "Unclassified"),
    /// Weights, architecture and their papers.
    CLASS_III(3, "Class III - Open Model"),
    /// Also what trains, runs and measures it.
    CLASS_II(2, "Class II - Open Tooling Model"),
    /// Also the data, and the way there.
    CLASS_I(1, "Class I - Open Science Model");

    /// The classes that can be reached, from the first to the last.
    public static final List<OpennessClass> REACHABLE = List.of(CLASS_III, CLASS_II, CLASS_I);

    private final int number;
    private final String label;

    OpennessClass(int number, String label) {
        this.number = number;
        this.label = label;
    }

    /// The framework's number: 3, 2, 1, the most open being 1; 0 for none.
    public int number() {
        return number;
    }

    /// The name in the framework's own words.
    public String label() {
        return label;
    }
}
