package aive.draft;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gives each sentence its clips.
///
/// A clip whose name begins with the number of a sentence (`3 sea.mp4`, `03-sea.mp4`) is shown in that sentence; one
/// whose name contains a word of at least four letters of a sentence is shown in the first such sentence; the others
/// follow in the order of their names, again from the first when none is left.
///
/// @param clips the clips of each sentence, at least one
/// @param unused clips that no sentence shows
public record ClipAssignment(List<List<Path>> clips, List<Path> unused) {

    private static final Pattern NUMBERED = Pattern.compile("0*([1-9][0-9]{0,5})([^\\p{L}\\p{N}].*)?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{4,}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    public ClipAssignment {
        clips = clips.stream().map(List::copyOf).toList();
        unused = List.copyOf(unused);
    }

    /// @param files at least one
    /// @param sentences their texts, in order
    public static ClipAssignment of(List<Path> files, List<String> sentences) {
        List<Path> sorted = files.stream()
                .sorted(Comparator.comparing(ClipAssignment::sortKey).thenComparing(Path::toString))
                .toList();
        List<List<Path>> clips = new ArrayList<>();
        sentences.forEach(_ -> clips.add(new ArrayList<>()));
        List<Path> others = new ArrayList<>();
        for (Path file : sorted) {
            Matcher numbered = NUMBERED.matcher(stem(file));
            int number = numbered.matches() ? Integer.parseInt(numbered.group(1)) : 0;
            if (number >= 1 && number <= sentences.size()) {
                clips.get(number - 1).add(file);
            } else {
                others.add(file);
            }
        }
        others = byWord(others, sentences, clips);
        return inOrder(others, sorted, clips);
    }

    /// Assigns clips by the words of their names.
    ///
    /// @return the clips that are left
    private static List<Path> byWord(List<Path> files, List<String> sentences, List<List<Path>> clips) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < sentences.size(); i++) {
            for (String word : words(sentences.get(i))) {
                places.computeIfAbsent(word, _ -> new ArrayList<>()).add(i);
            }
        }
        List<Path> left = new ArrayList<>();
        for (Path file : files) {
            words(stem(file)).stream()
                    .flatMap(word -> places.getOrDefault(word, List.of()).stream())
                    .filter(place -> clips.get(place).isEmpty())
                    .min(Comparator.naturalOrder())
                    .ifPresentOrElse(place -> clips.get(place).add(file), () -> left.add(file));
        }
        return left;
    }

    private static ClipAssignment inOrder(List<Path> others, List<Path> all, List<List<Path>> clips) {
        int next = 0;
        List<Path> repeated = others.isEmpty() ? all : others;
        for (int i = 0; i < clips.size(); i++) {
            if (!clips.get(i).isEmpty()) {
                continue;
            }
            Path clip = repeated.get(next++ % repeated.size());
            if (repeated.size() > 1 && i > 0 && clips.get(i - 1).contains(clip)) {
                clip = repeated.get(next++ % repeated.size());
            }
            clips.get(i).add(clip);
        }
        return new ClipAssignment(
                clips, next >= others.size() ? List.of() : others.subList(next, others.size()));
    }

    private static Set<String> words(String text) {
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        Set<String> found = new HashSet<>();
        while (words.find()) {
            found.add(words.group());
        }
        return Collections.unmodifiableSet(found);
    }

    /// The name with numbers of equal length, so that `clip 2` comes before `clip 10`.
    private static String sortKey(Path file) {
        return DIGITS.matcher(stem(file).toLowerCase(Locale.ROOT))
                .replaceAll(number -> "%020d".formatted(new BigInteger(number.group())));
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
