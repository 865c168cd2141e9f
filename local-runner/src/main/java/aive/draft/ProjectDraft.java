package aive.draft;

import aive.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A project, as text that a person can edit: a line or two for each sentence, and no field that has its default.
///
/// @param id of the project
/// @param sentences in order
/// @param clips the paths of each sentence's clips, at least one
/// @param narration its path
/// @param music its path
/// @param size of the video
public record ProjectDraft(
        String id,
        List<SpokenSentence> sentences,
        List<List<String>> clips,
        String narration,
        Optional<String> music,
        Optional<Size> size) {

    /// @param width in pixels
    /// @param height in pixels
    public record Size(int width, int height) {}

    /// @throws IllegalArgumentException if not every sentence has its clips
    public ProjectDraft {
        sentences = List.copyOf(sentences);
        clips = List.copyOf(clips);
        if (sentences.size() != clips.size()) {
            throw new IllegalArgumentException(
                    "%d sentences, but clips of %d".formatted(sentences.size(), clips.size()));
        }
    }

    /// The text of the project's file.
    public String json() {
        StringBuilder json = new StringBuilder();
        json.append("{\n  \"project_data\": {\n    \"id\": ").append(Json.text(id)).append(",\n    \"sentences\": [\n");
        for (int i = 0; i < sentences.size(); i++) {
            json.append(sentence(i)).append(i + 1 < sentences.size() ? ",\n" : "\n");
        }
        json.append("    ]\n  },\n  \"audio_url\": ").append(Json.text(narration));
        music.ifPresent(path -> json.append(",\n  \"music_url\": ").append(Json.text(path)));
        size.ifPresent(pixels -> json.append(",\n  \"render\": {\"width\": %d, \"height\": %d}"
                .formatted(pixels.width(), pixels.height())));
        return json.append("\n}\n").toString();
    }

    private String sentence(int index) {
        SpokenSentence sentence = sentences.get(index);
        // A sentence ends when the next one starts, at the latest.
        SpokenSentence shown =
                index + 1 < sentences.size() ? sentence.endingBy(sentences.get(index + 1).start()) : sentence;
        List<String> files = clips.get(index).stream().map(path -> "{\"url\": %s}".formatted(Json.text(path))).toList();
        String footage = files.size() == 1
                ? "\"selected_footage\": " + files.getFirst()
                : "\"footage\": [%s]".formatted(String.join(", ", files));
        String words = sentence.words().stream()
                .map(word -> "{\"text\": %s, \"start\": %s, \"end\": %s}"
                        .formatted(Json.text(word.text()), seconds(word.start()), seconds(word.end())))
                .collect(Collectors.joining(", "));
        return "      {\"id\": \"%d\", \"text\": %s, \"start_time\": %s, \"end_time\": %s, %s%s}"
                .formatted(
                        index + 1,
                        Json.text(sentence.text()),
                        seconds(shown.start()),
                        seconds(shown.end()),
                        footage,
                        words.isEmpty() ? "" : ",\n       \"words\": [%s]".formatted(words));
    }

    private static String seconds(long milliseconds) {
        BigDecimal seconds = BigDecimal.valueOf(milliseconds, 3).stripTrailingZeros();
        return seconds.toPlainString();
    }
}
