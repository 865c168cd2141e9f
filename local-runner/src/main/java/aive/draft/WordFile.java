package aive.draft;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads the JSON that transcribers write, with the time of each word or of each segment.
///
/// Known are the forms of OpenAI's Whisper and its API, WhisperX, faster-whisper, whisper.cpp, Deepgram, AssemblyAI,
/// ElevenLabs, and Amazon Transcribe, and a plain list of words. Words become sentences ([SentenceSplitter]); a
/// segment without words becomes a sentence.
public final class WordFile {

    /// Words whose middle length is above this have their times in milliseconds: no word takes 20 seconds.
    private static final BigDecimal LONGEST_WORD = BigDecimal.valueOf(20);

    /// More segments of one word than this are words.
    private static final int FEW = 3;

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private WordFile() {}

    /// A word or a segment as it is written.
    private record Timed(String text, Optional<BigDecimal> start, Optional<BigDecimal> end) {

        Timed with(String more) {
            return new Timed(text + more, start, end);
        }
    }

    /// @return empty if the JSON has none of the known forms
    public static List<SpokenSentence> read(JsonNode json) {
        List<Timed> words = words(json);
        if (!words.isEmpty()) {
            return SentenceSplitter.split(spoken(words));
        }
        List<Timed> segments = new ArrayList<>();
        segments(json).forEach(segment -> add(segment, segments));
        long single = segments.stream().filter(segment -> !segment.text().strip().contains(" ")).count();
        if (single * 2 > segments.size() && single > FEW) {
            // whisper.cpp with --max-len 1
            return SentenceSplitter.split(spoken(segments));
        }
        return spoken(segments).stream()
                .map(segment -> new SpokenSentence(
                        segment.text().strip().replaceAll("\\s+", " "), segment.start(), segment.end(), List.of()))
                .toList();
    }

    private static List<JsonNode> segments(JsonNode json) {
        for (JsonNode place : List.of(json.path("segments"), json.path("transcription"), json.path("utterances"))) {
            if (place.isArray() && !place.isEmpty()) {
                return place.valueStream().toList();
            }
        }
        return List.of();
    }

    private static List<Timed> words(JsonNode json) {
        List<Timed> words = new ArrayList<>();
        for (JsonNode list : List.of(
                json,
                json.path("words"),
                json.path("word_segments"),
                json.at("/results/channels/0/alternatives/0/words"),
                json.at("/results/items"))) {
            if (list.isArray() && words.isEmpty()) {
                list.forEach(word -> add(word, words));
            }
        }
        if (words.isEmpty()) {
            for (JsonNode segment : segments(json)) {
                segment.path("words").forEach(word -> add(word, words));
                segment.path("tokens").forEach(token -> addToken(token, words));
            }
        }
        return words;
    }

    private static void add(JsonNode word, List<Timed> words) {
        String text = text(word);
        String type = word.path("type").asString("word");
        if (text.isBlank() || type.equals("spacing") || type.equals("audio_event")) {
            return;
        }
        Timed timed = new Timed(
                text,
                number(word, "start", "start_time", "from"),
                number(word, "end", "end_time", "to"));
        boolean continues = type.equals("punctuation") || (timed.start().isEmpty() && timed.end().isEmpty());
        if (continues && !words.isEmpty()) {
            // WhisperX gives some words, such as numbers, no time; Amazon Transcribe gives none to punctuation.
            String separator = type.equals("punctuation") || text.startsWith(" ") ? "" : " ";
            words.add(words.removeLast().with(separator + text));
        } else {
            words.add(timed);
        }
    }

    /// Adds a token of whisper.cpp. A token that begins with a space begins a word; the others continue it.
    private static void addToken(JsonNode token, List<Timed> words) {
        String text = text(token);
        if (!token.isObject() || text.isBlank() || text.startsWith("[_")) {
            return;
        }
        if (text.startsWith(" ") || words.isEmpty()) {
            add(token, words);
        } else {
            Timed before = words.removeLast();
            words.add(new Timed(before.text() + text, before.start(), number(token, "to").or(before::end)));
        }
    }

    private static String text(JsonNode word) {
        for (JsonNode place : List.of(
                word.path("punctuated_word"), word.path("word"), word.path("text"),
                word.at("/alternatives/0/content"))) {
            if (place.isString()) {
                return place.stringValue();
            }
        }
        return "";
    }

    /// A time, which may be a number or, as in Amazon Transcribe, a string. `from` and `to` are in whisper.cpp's
    /// `offsets`.
    private static Optional<BigDecimal> number(JsonNode word, String... names) {
        return Arrays.stream(names)
                .flatMap(name -> List.of(word.path(name), word.path("offsets").path(name)).stream())
                .filter(value -> value.isNumber() || value.asString("").matches("\\d{1,9}(\\.\\d{1,9})?"))
                .map(value -> value.isNumber() ? value.decimalValue() : new BigDecimal(value.asString()))
                .filter(value -> value.signum() >= 0)
                .findFirst();
    }

    /// Converts times to milliseconds. A time that is missing, or before the time before it, is that time.
    private static List<SpokenWord> spoken(List<Timed> words) {
        BigDecimal unit = isMilliseconds(words) ? BigDecimal.ONE : THOUSAND;
        List<SpokenWord> spoken = new ArrayList<>();
        long latest = 0;
        for (Timed word : words) {
            long start = Math.max(latest, milliseconds(word.start(), unit, latest));
            long end = Math.max(start, milliseconds(word.end(), unit, start));
            spoken.add(new SpokenWord(word.text(), start, end));
            latest = start;
        }
        return spoken;
    }

    private static long milliseconds(Optional<BigDecimal> time, BigDecimal unit, long otherwise) {
        return time.map(value -> value.multiply(unit).setScale(0, RoundingMode.HALF_UP).longValue()).orElse(otherwise);
    }

    private static boolean isMilliseconds(List<Timed> words) {
        List<BigDecimal> lengths = words.stream()
                .filter(word -> word.start().isPresent() && word.end().isPresent())
                .map(word -> word.end().get().subtract(word.start().get()))
                .sorted()
                .toList();
        return !lengths.isEmpty() && lengths.get(lengths.size() / 2).compareTo(LONGEST_WORD) > 0;
    }
}
