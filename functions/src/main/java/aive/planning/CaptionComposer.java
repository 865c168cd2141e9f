package aive.planning;

import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.caption.CaptionPages;
import aive.caption.CaptionWords;
import aive.caption.LargeFont;
import aive.caption.LargeFonts;
import aive.caption.WordTimes;
import aive.composition.CaptionCue;
import aive.composition.CaptionCue.TextRange;
import aive.composition.Layer;
import aive.media.Asset;
import aive.project.CaptionSettings;
import aive.project.Project;
import aive.project.Sentence;
import aive.project.Source;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Turns the captions of a timeline into what is drawn: pages that fit, and in some styles the word being spoken.
///
/// The pages are found once, in the constructor: to measure text takes the longest time of planning.
public final class CaptionComposer {

    private final CaptionFonts fonts;
    private final FrameRate rate;
    private final CaptionDesign design;
    private final CaptionLayout layout;
    private final LargeFonts largeFonts;

    /// The captions that are drawn: all or none.
    private final List<Timed> captions;

    /// The captions of a project that does not draw them, each as one page.
    private final List<CaptionCue> undrawn;

    /// @param assets maps the font file of the captions to its stored file
    /// @param available has the stored font file
    public CaptionComposer(
            Project project, Timeline timeline, Function<Source, Asset> assets, CaptionFonts available) {
        int width = project.settings().width();
        int height = project.settings().height();
        this.rate = project.settings().frameRate();
        CaptionSettings settings = project.settings().captions();
        Optional<Source> file = settings.fontFile().filter(_ -> settings.enabled());
        this.design = CaptionDesign.of(settings, width, height, file.map(assets).map(Asset::sha256));
        this.fonts = available.withFileOf(design.look());
        this.layout = new CaptionLayout(fonts, width, height, design.look());
        this.largeFonts = new LargeFonts(
                fonts,
                settings.language().map(Locale::forLanguageTag),
                project.sentences().stream().map(Sentence::caption).toList());
        CaptionPages pages = new CaptionPages(layout, design.look().lines(), design.words());
        // The timeline has a caption for each sentence with a text, in the order of the sentences.
        Iterator<Sentence> sentences =
                project.sentences().stream().filter(sentence -> !sentence.caption().isBlank()).iterator();
        List<CaptionCue> all = timeline.captions();
        this.captions = settings.enabled()
                ? all.stream().map(cue -> timed(sentences.next(), cue, pages)).toList()
                : List.of();
        this.undrawn = settings.enabled() ? List.of() : all;
    }

    /// The fonts of the captions, without large fonts.
    public CaptionFonts fonts() {
        return fonts;
    }

    /// The choice of large fonts for the captions.
    public LargeFonts largeFonts() {
        return largeFonts;
    }

    /// The layout of the captions, without large fonts.
    public CaptionLayout layout() {
        return layout;
    }

    /// The pages of all captions for subtitle files, in order: the text as the author wrote it, and its frames.
    ///
    /// If captions are not drawn, each sentence is one page.
    public List<CaptionCue> pages() {
        return Stream.concat(captions.stream().flatMap(CaptionComposer::pages), undrawn.stream())
                .toList();
    }

    /// The pages of one caption.
    ///
    /// @param caption index of the caption in the timeline
    public List<CaptionCue> pages(int caption) {
        return pages(captions.get(caption)).toList();
    }

    private static Stream<CaptionCue> pages(Timed caption) {
        return caption.pages(caption.cue().text()).stream().flatMap(List::stream);
    }

    /// The layer with all captions; empty if there are none.
    Optional<Layer> layer() {
        List<CaptionCue> cues = new ArrayList<>();
        Entrances entrances = new Entrances(design.animation(), rate);
        boolean byWord = design.look().highlight().isPresent();
        for (Timed caption : captions) {
            String text = design.cased(caption.cue().text());
            for (List<CaptionCue> page : byWord ? caption.words(text) : caption.pages(text)) {
                cues.addAll(entrances.of(page));
            }
        }
        return cues.isEmpty() ? Optional.empty() : Optional.of(new Layer.Captions(design.look(), cues));
    }

    private Timed timed(Sentence sentence, CaptionCue cue, CaptionPages pages) {
        String text = design.cased(cue.text());
        List<TextRange> words = CaptionWords.of(text);
        long[] starts = WordTimes.of(text, words, sentence.words(), cue.frames(), rate);
        List<LargeFont> fonts = largeFonts.of(text).used();
        return new Timed(
                cue,
                pages.of(text, fonts, cue.frames().length()),
                words,
                LongStream.of(starts).boxed().toList(),
                fonts.stream().map(LargeFont::sha256).toList());
    }

    /// The pages and words of one caption, with their times.
    ///
    /// @param cue the caption in the timeline
    /// @param starts the first frame of each word
    /// @param fonts the large fonts that draw the caption, also those that only another page needs
    private record Timed(
            CaptionCue cue, List<TextRange> pages, List<TextRange> words, List<Long> starts, List<String> fonts) {

        /// A cue for each page. A page begins with its first word, the first one with the caption; each has at least
        /// one frame.
        List<List<CaptionCue>> pages(String text) {
            List<List<CaptionCue>> shown = new ArrayList<>();
            long[] begins = begins();
            for (int i = 0; i < pages.size(); i++) {
                List<CaptionCue> cues = new ArrayList<>();
                shown.add(cues);
                addCue(cues, begins[i], begins[i + 1], part(text, pages.get(i)), Optional.empty());
            }
            return shown;
        }

        /// For each page, a cue for each spoken word with the text of the page.
        List<List<CaptionCue>> words(String text) {
            List<List<CaptionCue>> shown = new ArrayList<>();
            long[] begins = begins();
            for (int i = 0; i < pages.size(); i++) {
                List<CaptionCue> cues = new ArrayList<>();
                shown.add(cues);
                TextRange page = pages.get(i);
                long from = begins[i];
                Optional<TextRange> spoken = Optional.empty();
                for (int word = 0; word < words.size(); word++) {
                    if (words.get(word).first() >= page.first() && words.get(word).end() <= page.end()) {
                        long start = Math.clamp(starts.get(word), from, begins[i + 1]);
                        addCue(cues, from, start, part(text, page), spoken);
                        from = start;
                        spoken = Optional.of(new TextRange(
                                words.get(word).first() - page.first(), words.get(word).end() - page.first()));
                    }
                }
                addCue(cues, from, begins[i + 1], part(text, page), spoken);
            }
            return shown;
        }

        private void addCue(
                List<CaptionCue> cues, long from, long end, String text, Optional<TextRange> spoken) {
            if (from < end) {
                cues.add(new CaptionCue(new FrameRange(from, end), text, spoken, fonts, Optional.empty()));
            }
        }

        /// The first frame of each page, and at the end the frame after the last page.
        private long[] begins() {
            long[] begins = new long[pages.size() + 1];
            begins[0] = cue.frames().first();
            begins[pages.size()] = cue.frames().end();
            for (int i = 1; i < pages.size(); i++) {
                long least = begins[i - 1] + 1;
                long most = cue.frames().end() - (pages.size() - i);
                begins[i] = Math.clamp(start(pages.get(i)), least, most);
            }
            return begins;
        }

        private long start(TextRange page) {
            for (int word = 0; word < words.size(); word++) {
                if (words.get(word).end() > page.first()) {
                    return starts.get(word);
                }
            }
            return cue.frames().end();
        }

        private static String part(String text, TextRange range) {
            return text.substring(range.first(), range.end());
        }
    }
}
