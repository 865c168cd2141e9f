package aive.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// SubRip and WebVTT.
class SubtitleFileTest {

    @Test
    void subRipGivesASentenceForEachSubtitle() {
        assertEquals(
                List.of(
                        new SpokenSentence("When forty winters", 3_030, 5_890, List.of()),
                        new SpokenSentence("shall besiege & \"more\"", 3_600_005, 3_601_500, List.of())),
                SubtitleFile.read(
                        """
                        \uFEFF1
                        00:00:03,030 --> 00:00:05,890
                        <i>When</i>
                        {\\an8}forty winters

                        2
                        01:00:00,005 --> 01:00:01,500
                        shall besiege &amp; "more"

                        3
                        01:00:02,000 --> 01:00:03,000
                        \s

                        """.replace("\n", "\r\n")));
    }

    @Test
    void webVttHasNotesSettingsAndTimesOfWords() {
        assertEquals(
                List.of(
                        new SpokenSentence("Hello there", 500, 2_000, List.of()),
                        new SpokenSentence("Bye", 3_000, 4_000, List.of())),
                SubtitleFile.read("""
                        WEBVTT - title

                        NOTE 00:00.000 is the start

                        STYLE
                        ::cue { color: red }

                        last
                        00:03.000 --> 00:04.000 line:0 align:start
                        Bye

                        00:00.500 --> 00:02.000
                        <v Anna>Hello <00:00:01.000><c>there</c>
                        """));
    }

    @Test
    void otherTextHasNoSentences() {
        assertEquals(List.of(), SubtitleFile.read("Dear reader,\n\nthis is a letter.\n"));
    }
}
