package aive.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms in which transcribers write words.
class WordFileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // OpenAI's Whisper, faster-whisper
                """
                {"text": " Hi there.", "segments": [{"id": 0, "start": 1.0, "end": 2.5, "text": " Hi there.", "tokens": [50364, 2425],
                 "words": [{"word": " Hi", "start": 1.0, "end": 1.4, "probability": 0.9}, {"word": " there.", "start": 1.5, "end": 2.5}]}]}
                """,
                // OpenAI's API, and a plain list
                """
                {"task": "transcribe", "words": [{"word": "Hi", "start": 1.0, "end": 1.4}, {"word": "there.", "start": 1.5, "end": 2.5}]}
                """,
                """
                [{"word": "Hi", "start": 1.0, "end": 1.4}, {"word": "there.", "start": 1.5, "end": 2.5}]
                """,
                // WhisperX
                """
                {"segments": [{"start": 1.0, "end": 2.5, "text": "Hi there."}], "word_segments": [{"word": "Hi", "start": 1.0, "end": 1.4, "score": 0.9},
                 {"word": "there.", "start": 1.5, "end": 2.5, "score": 0.8}]}
                """,
                // whisper.cpp: --output-json-full, and --max-len 1
                """
                {"transcription": [{"offsets": {"from": 1000, "to": 2500}, "text": " Hi there.", "tokens": [
                 {"text": "[_BEG_]", "offsets": {"from": 1000, "to": 1000}}, {"text": " Hi", "offsets": {"from": 1000, "to": 1400}},
                 {"text": " th", "offsets": {"from": 1500, "to": 2000}}, {"text": "ere", "offsets": {"from": 2000, "to": 2400}},
                 {"text": ".", "offsets": {"from": 2400, "to": 2500}}]}]}
                """,
                // Deepgram
                """
                {"results": {"channels": [{"alternatives": [{"transcript": "hi there", "words": [
                 {"word": "hi", "punctuated_word": "Hi", "start": 1.0, "end": 1.4}, {"word": "there", "punctuated_word": "there.", "start": 1.5, "end": 2.5}]}]}]}}
                """,
                // AssemblyAI
                """
                {"id": "x", "words": [{"text": "Hi", "start": 1000, "end": 1400, "confidence": 0.9}, {"text": "there.", "start": 1500, "end": 2500}]}
                """,
                // ElevenLabs
                """
                {"language_code": "en", "words": [{"text": "Hi", "start": 1.0, "end": 1.4, "type": "word"}, {"text": " ", "start": 1.4, "end": 1.5, "type": "spacing"},
                 {"text": "there.", "start": 1.5, "end": 2.5, "type": "word"}, {"text": "(laughs)", "start": 2.6, "end": 3.0, "type": "audio_event"}]}
                """,
                // Amazon Transcribe
                """
                {"results": {"items": [{"type": "pronunciation", "start_time": "1.0", "end_time": "1.4", "alternatives": [{"content": "Hi"}]},
                 {"type": "pronunciation", "start_time": "1.5", "end_time": "2.5", "alternatives": [{"content": "there"}]},
                 {"type": "punctuation", "alternatives": [{"content": "."}]}]}}
                """
            })
    void eachFormGivesTheSameSentence(String json) {
        assertEquals(
                List.of(new SpokenSentence(
                        "Hi there.",
                        1_000,
                        2_500,
                        List.of(new SpokenWord("Hi", 1_000, 1_400), new SpokenWord("there.", 1_500, 2_500)))),
                read(json));
    }

    @Test
    void segmentsWithoutWordsAreSentences() {
        assertEquals(
                List.of(
                        new SpokenSentence("Hi there.", 1_000, 2_500, List.of()),
                        new SpokenSentence("Good bye.", 3_000, 4_000, List.of())),
                read("""
                        {"segments": [{"start": 1.0, "end": 2.5, "text": " Hi there."}, {"start": 3, "end": 4, "text": " Good bye."}]}
                        """));
    }

    @Test
    void aWordWithoutTimesIsPartOfTheWordBefore() {
        assertEquals(
                List.of(new SpokenWord("In 2014", 1_000, 1_400), new SpokenWord("we", 2_000, 2_500)),
                read("""
                        [{"word": "In", "start": 1.0, "end": 1.4}, {"word": "2014"}, {"word": "we", "start": 2.0, "end": 2.5}]
                        """).getFirst().words());
    }

    @Test
    void otherJsonHasNoSentences() {
        assertEquals(List.of(), read("{\"words\": \"none\"}"));
        assertEquals(List.of(), read("[1, 2]"));
        assertEquals(List.of(), read("{}"));
    }

    @Test
    void scriptsWithoutSpacesGetNone() {
        assertEquals(
                "今日は晴れ。",
                read("""
                        [{"word": "今日", "start": 0, "end": 1}, {"word": "は", "start": 1, "end": 2}, {"word": "晴れ。", "start": 2, "end": 3}]
                        """).getFirst().text());
    }

    @Test
    void aSentenceEndsAtPunctuationAndAtALongPauseButNotAtAnAbbreviation() {
        assertEquals(
                List.of("Dr. Smith came home.", "He slept", "and he dreamt."),
                texts(words("Dr.", 0, "Smith", 1_000, "came", 2_000, "home.", 2_500, "He", 3_000, "slept", 3_500, "and", 9_000,
                        "he", 10_000, "dreamt.", 11_500)));
    }

    @Test
    void aBriefSentenceIsJoinedWithTheNextUnlessAPauseSeparatesThem() {
        assertEquals(
                List.of("No. I said that I would not.", "Title", "Then it begins here."),
                texts(words("No.", 0, "I", 600, "said", 1_000, "that", 1_500, "I", 2_000, "would", 2_500, "not.", 3_000,
                        "Title", 6_000, "Then", 8_500, "it", 9_000, "begins", 10_000, "here.", 11_000)));
    }

    @Test
    void aLongSentenceIsDividedAtACommaOrAPause() {
        // given: 20 s, with a comma after 9 s
        List<Object> spoken = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            spoken.add(i == 18 ? "word," : "word");
            spoken.add(i * 500);
        }
        // when
        List<SpokenSentence> sentences = SentenceSplitter.split(words(spoken.toArray()));
        // then
        assertEquals(4, sentences.size());
        assertTrue(sentences.get(1).text().endsWith("word,"));
        assertTrue(sentences.stream().allMatch(sentence -> sentence.end() - sentence.start() >= 4_000));
        assertTrue(sentences.stream().allMatch(sentence -> sentence.end() - sentence.start() <= 6_000));
    }

    private static List<String> texts(List<SpokenWord> words) {
        return SentenceSplitter.split(words).stream().map(SpokenSentence::text).toList();
    }

    /// Words of 400 ms with their starts.
    private static List<SpokenWord> words(Object... textsAndStarts) {
        List<SpokenWord> words = new ArrayList<>();
        for (int i = 0; i < textsAndStarts.length; i += 2) {
            int start = (Integer) textsAndStarts[i + 1];
            words.add(new SpokenWord((String) textsAndStarts[i], start, start + 400));
        }
        return words;
    }

    private static List<SpokenSentence> read(String json) {
        return WordFile.read(Json.MAPPER.readTree(json));
    }
}
