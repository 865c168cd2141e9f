package aive.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads subtitles, SubRip (`.srt`) or WebVTT (`.vtt`). Each subtitle becomes a sentence.
public final class SubtitleFile {

    private static final String TIME = "(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{1,2})[,.](\\d{1,3})";
    private static final Pattern TIMES = Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + ".*");

    /// Formatting and the times of words: `<i>`, `<v Anna>`, `<00:00:01.000>`, `{\an8}`.
    private static final Pattern TAGS = Pattern.compile("<[^<>]*>|\\{\\\\[^{}]*}");

    private SubtitleFile() {}

    /// @param text of the file
    /// @return in the order of their starts, without those that have no text
    public static List<SpokenSentence> read(String text) {
        List<SpokenSentence> sentences = new ArrayList<>();
        for (String block : text.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n').split("\n\\s*\n")) {
            List<String> lines = block.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                Matcher times = TIMES.matcher(lines.get(i));
                if (times.matches()) {
                    add(times, lines.subList(i + 1, lines.size()), sentences);
                    break;
                }
            }
        }
        sentences.sort(Comparator.comparingLong(SpokenSentence::start));
        return sentences;
    }

    private static void add(Matcher times, List<String> lines, List<SpokenSentence> sentences) {
        String spoken = plain(String.join(" ", lines));
        long start = milliseconds(times, 1);
        if (!spoken.isEmpty()) {
            sentences.add(new SpokenSentence(spoken, start, Math.max(start, milliseconds(times, 5)), List.of()));
        }
    }

    private static String plain(String marked) {
        return TAGS.matcher(marked)
                .replaceAll("")
                .replace("&nbsp;", " ")
                .replace("&lrm;", "")
                .replace("&rlm;", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /// @param group of the hours
    private static long milliseconds(Matcher times, int group) {
        long hours = times.group(group) == null ? 0 : Long.parseLong(times.group(group));
        long minutes = Long.parseLong(times.group(group + 1));
        long seconds = Long.parseLong(times.group(group + 2));
        String fraction = times.group(group + 3);
        return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + Long.parseLong((fraction + "00").substring(0, 3));
    }
}
