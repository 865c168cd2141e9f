package aive.step.stitch;

import aive.composition.CaptionCue;
import aive.time.FrameRate;
import aive.time.Rational;
import java.util.List;

/// Writes captions as subtitle files.
final class Subtitles {

    private Subtitles() {}

    /// Returns the captions as SubRip.
    static String subRip(List<CaptionCue> captions, FrameRate rate) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < captions.size(); i++) {
            CaptionCue caption = captions.get(i);
            text.append("%d\n%s --> %s\n%s\n\n".formatted(i + 1, time(caption.frames().first(), rate, ','),
                    time(caption.frames().end(), rate, ','), lines(caption)));
        }
        return text.toString();
    }

    /// Returns the captions as WebVTT. Escapes `&` and `<`, which begin entities and tags in that format, and `>`.
    static String webVtt(List<CaptionCue> captions, FrameRate rate) {
        StringBuilder text = new StringBuilder("WEBVTT\n\n");
        for (CaptionCue caption : captions) {
            text.append("%s --> %s\n%s\n\n".formatted(
                    time(caption.frames().first(), rate, '.'),
                    time(caption.frames().end(), rate, '.'),
                    lines(caption).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
        }
        return text.toString();
    }

    /// The text without blank lines, which would end the cue, and without `-->`, which would begin one.
    private static String lines(CaptionCue caption) {
        return String.join("\n", caption.text().lines().map(String::strip).filter(line -> !line.isEmpty()).toList())
                .replace("-->", "→");
    }

    private static String time(long frame, FrameRate rate, char decimalMark) {
        long milliseconds = rate.startOf(frame).times(Rational.of(1_000)).roundHalfUp();
        return "%02d:%02d:%02d%c%03d".formatted(
                milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1_000 % 60, decimalMark,
                        milliseconds % 1_000);
    }
}
