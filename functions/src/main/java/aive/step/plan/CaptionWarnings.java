package aive.step.plan;

import aive.caption.CaptionDrawing;
import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.caption.LargeFont;
import aive.caption.LargeFonts;
import aive.caption.WordTimes;
import aive.composition.CaptionCue;
import aive.error.MissingGlyphs;
import aive.error.Problem;
import aive.planning.CaptionComposer;
import aive.planning.SentenceWarnings;
import aive.project.CaptionSource;
import aive.project.OnMissing;
import aive.project.Project;
import aive.project.Sentence;
import aive.time.Rational;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Warns of captions that cannot be drawn completely, or that are too fast to read.
final class CaptionWarnings {

    private static final int MOST_CHARACTERS = 10;

    /// The length, in characters, up to which captions fit into every frame size.
    private static final int LONG_CAPTION = 40;

    /// The length, in characters, up to which words fit into a line of every frame size, in the widest letters.
    private static final int LONG_WORD = 6;

    /// The number of characters of a word that a message shows.
    private static final int SHOWN_OF_A_WORD = 60;

    /// The fastest caption that people can read, in characters per second. Broadcasters allow 17 to 20.
    private static final long READABLE_SPEED = 25;

    private final Timeline timeline;
    private final CaptionFonts fonts;
    private final LargeFonts largeFonts;
    private final CaptionLayout layout;
    private final CaptionComposer composer;
    private final String field;
    private final boolean needsWords;

    private final SentenceWarnings vanished = new SentenceWarnings("have captions of which nothing can be drawn");
    private final SentenceWarnings invisible = new SentenceWarnings("have captions without a visible character");
    private final SentenceWarnings undrawable = new SentenceWarnings("have characters that no font here has");
    private final SentenceWarnings shortened = new SentenceWarnings("have captions that are too long for the frame");
    private final SentenceWarnings broken = new SentenceWarnings("have words that are longer than a line");
    private final SentenceWarnings untimed =
            new SentenceWarnings("have words without times, which are spread by their lengths");
    private final SentenceWarnings fast = new SentenceWarnings("have captions that are too fast to read");
    private int drawn;

    private CaptionWarnings(Project project, Timeline timeline, CaptionComposer composer) {
        this.timeline = timeline;
        this.fonts = composer.fonts();
        this.largeFonts = composer.largeFonts();
        this.layout = composer.layout();
        this.composer = composer;
        this.needsWords = project.settings().captions().needsWords();
        this.field = project.settings().captions().text() == CaptionSource.TEXT ? "/text" : "/translated_text";
    }

    /// @param timeline of the project
    /// @return empty if captions are not drawn
    /// @throws MissingGlyphs if no font has characters of captions, as far as the project does not accept it
    static List<Problem> of(Project project, Timeline timeline, CaptionComposer composer) {
        if (!project.settings().captions().enabled()) {
            return List.of();
        }
        return new CaptionWarnings(project, timeline, composer).of(project);
    }

    private List<Problem> of(Project project) {
        // The cues are in the order of the sentences, without those that have no caption or are not shown.
        int caption = 0;
        for (Sentence sentence : project.sentences()) {
            if (caption < timeline.captions().size() && !sentence.caption().isBlank()) {
                check(sentence, caption);
                caption++;
            }
        }
        refuse(project.settings().captions().onMissing());
        List<Problem> warnings = new ArrayList<>();
        if (drawn == 0 && timeline.captions().size() > 1) {
            warnings.add(new Problem(
                    "/render/captions",
                    "nothing of any of the %d captions can be drawn".formatted(timeline.captions().size())));
        }
        Stream.of(vanished, invisible, undrawable, shortened, broken, fast, untimed)
                .forEach(kind -> warnings.addAll(kind.list()));
        return warnings;
    }

    private void refuse(Optional<OnMissing> policy) {
        List<Problem> refused = new ArrayList<>();
        if (!policy.equals(Optional.of(OnMissing.WARN))) {
            refused.addAll(vanished.list());
        }
        if (policy.equals(Optional.of(OnMissing.FAIL))) {
            refused.addAll(undrawable.list());
        }
        if (!refused.isEmpty()) {
            throw new MissingGlyphs(refused);
        }
    }

    /// @param caption its index in the timeline
    private void check(Sentence sentence, int caption) {
        CaptionCue cue = timeline.captions().get(caption);
        LargeFonts.Choice choice = largeFonts.of(cue.text());
        CaptionLayout layout = this.layout.with(choice.used());
        List<String> missing = fonts.undrawable(cue.text(), choice.used());
        Optional<CaptionDrawing> drawing = Optional.empty();
        if (!missing.isEmpty() || cue.text().codePoints().noneMatch(CaptionWarnings::isVisible)) {
            drawing = layout.layOut(cue.text());
            if (drawing.isEmpty() || (!missing.isEmpty() && hasNoLetter(drawing.get()))) {
                if (missing.isEmpty()) {
                    invisible.add(
                            sentence,
                            field,
                            "the caption of sentence %s has no visible character".formatted(sentence.id()));
                } else {
                    vanished.add(
                            sentence, field, nothingIsLeft(sentence, missing, drawing.isPresent()) + remedy(choice));
                }
                return;
            }
        }
        drawn++;
        if (!missing.isEmpty()) {
            undrawable.add(
                    sentence,
                    field,
                    "the caption of sentence %s is drawn without the characters that no font here has: %s%s"
                            .formatted(sentence.id(), first(missing), remedy(choice)));
        }
        List<CaptionLayout.Overflow> pages = fits(cue.text()) ? List.of() : pages(layout, caption);
        if (pages.stream().anyMatch(CaptionLayout.Overflow::shortened)) {
            shortened.add(
                    sentence,
                    field,
                    "the caption of sentence %s is too long for the frame and is truncated with an ellipsis"
                            .formatted(sentence.id()));
        }
        pages.stream().flatMap(page -> page.brokenWords().stream()).findFirst().ifPresent(word -> broken.add(
                sentence,
                field,
                "the caption of sentence %s has a word that is longer than a line and continues on the next line: %s"
                        .formatted(sentence.id(), cut(word))));
        warnOfSpeed(sentence, cue);
        if (needsWords && !WordTimes.match(cue.text(), sentence.words())) {
            untimed.add(sentence, "/words", timesOf(sentence));
        }
    }

    private static String timesOf(Sentence sentence) {
        return (sentence.words().isEmpty()
                        ? "sentence %s has no words with times"
                        : "the words of sentence %s are not those of its caption").formatted(sentence.id())
                + "; its words are highlighted or paged as if every letter took the same time";
    }

    private List<CaptionLayout.Overflow> pages(CaptionLayout layout, int caption) {
        return composer.pages(caption).stream().map(page -> layout.overflow(page.text())).toList();
    }

    private void warnOfSpeed(Sentence sentence, CaptionCue cue) {
        String text = cue.text().strip();
        long characters = text.codePointCount(0, text.length());
        Rational seconds = timeline.frameRate().startOf(cue.frames().length());
        if (!sentence.hasNoLength() && Rational.of(characters).compareTo(seconds.times(READABLE_SPEED)) > 0) {
            fast.add(
                    sentence,
                    field,
                    "the caption of sentence %s has %d characters for %s s, %s a second; people can read up to %d"
                            .formatted(
                                    sentence.id(),
                                    characters,
                                    seconds.toDecimal(3),
                                    Rational.of(characters).dividedBy(seconds).toDecimal(1),
                                    READABLE_SPEED));
        }
    }

    /// What helps if large fonts are missing.
    private static String remedy(LargeFonts.Choice choice) {
        return choice.missing().isEmpty()
                ? ""
                : "; ./aive fonts installs " + choice.missing().stream()
                        .sorted()
                        .map(LargeFont::fileName)
                        .collect(Collectors.joining(", "));
    }

    private static String nothingIsLeft(Sentence sentence, List<String> missing, boolean punctuation) {
        return "%s of the caption of sentence %s can be drawn, because no font here has its characters: %s"
                .formatted(punctuation ? "only punctuation" : "nothing", sentence.id(), first(missing));
    }

    private static boolean hasNoLetter(CaptionDrawing drawing) {
        return drawing.lines().stream().flatMapToInt(String::codePoints).noneMatch(Character::isLetterOrDigit);
    }

    /// Whether a text fits into every frame without a layout that shows it: it is short and has short words.
    private static boolean fits(String text) {
        if (text.length() > LONG_CAPTION) {
            return false;
        }
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = Character.isWhitespace(text.charAt(i)) ? 0 : run + 1;
            if (run > LONG_WORD) {
                return false;
            }
        }
        return true;
    }

    /// Whether a character surely leaves ink if a font has it. Unicode counts the fillers of Korean among the letters.
    private static boolean isVisible(int character) {
        return switch (character) {
            case 0x115F, 0x1160, 0x3164, 0xFFA0 -> false;
            default -> Character.isLetterOrDigit(character);
        };
    }

    private static String first(List<String> missing) {
        return missing.stream().limit(MOST_CHARACTERS).collect(Collectors.joining(" "));
    }

    private static String cut(String word) {
        return word.length() <= SHOWN_OF_A_WORD
                ? word
                : word.substring(0, word.offsetByCodePoints(0, word.codePointCount(0, SHOWN_OF_A_WORD))) + "…";
    }
}
