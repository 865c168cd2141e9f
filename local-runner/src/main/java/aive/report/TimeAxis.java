package aive.report;

import java.util.ArrayList;
import java.util.List;

/// The marks of a time axis from 0: at most ten, at round numbers.
///
/// @param end of the axis, in seconds
record TimeAxis(double end) {

    private static final double[] STEPS =
            {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200};
    private static final int MOST_MARKS = 10;

    List<Double> marks() {
        double step = STEPS[STEPS.length - 1];
        for (double candidate : STEPS) {
            if (end / candidate <= MOST_MARKS) {
                step = candidate;
                break;
            }
        }
        List<Double> marks = new ArrayList<>();
        // A mark close to the right edge would have no room for its label.
        for (int i = 0; i * step <= end * 0.97; i++) {
            marks.add(i * step);
        }
        return marks;
    }

    String place(double seconds) {
        return Figures.percent(seconds, end);
    }

    /// A label for a mark of the execution's time: `0 s`, `2.5 s`, `3 min`.
    String label(double mark) {
        if (end >= 300) {
            return Figures.number("%.0f min", mark / 60).replace("0 min", mark == 0 ? "0" : "0 min");
        }
        if (mark == 0) {
            return "0";
        }
        return end <= 0.2
                ? Figures.number("%.2f s", mark)
                : end <= 10 ? Figures.number("%.1f s", mark) : Figures.number("%.0f s", mark);
    }
}
