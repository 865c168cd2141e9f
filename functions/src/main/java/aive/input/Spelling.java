package aive.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Suggests the correct spelling of a misspelt name.
public final class Spelling {

    private static final int LONGEST = 40;

    /// Names of fewer letters resemble too many other names.
    private static final int SHORT_NAME = 3;

    private static final int LONG_NAME = 8;

    private Spelling() {}

    /// Whether `written` is `name` with another case or other underscores, or with one typo (two in a long name).
    static boolean isTypo(String written, String name) {
        if (written.equals(name) || written.length() > LONGEST) {
            return false;
        }
        String folded = folded(written);
        int allowed = name.length() < SHORT_NAME ? 0 : name.length() < LONG_NAME ? 1 : 2;
        return Math.abs(folded.length() - folded(name).length()) <= allowed
                && distance(folded, folded(name)) <= allowed;
    }

    /// The nearest of `names` if it differs from `written` by case, underscores, and at most a third of its letters.
    public static Optional<String> nearest(String written, Collection<String> names) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String folded = folded(written);
        return names.stream()
                .filter(name -> distance(folded, folded(name)) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(folded, folded(name))));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /// The edit distance with swaps of neighbours (optimal string alignment).
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int replaced = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                steps[i][j] = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], 1 + steps[i - 2][j - 2]);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
