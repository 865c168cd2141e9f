package aive.planning;

import aive.caption.CaptionFonts;
import aive.caption.CaptionLayout;
import aive.caption.LargeFonts;
import aive.composition.CaptionCue;
import aive.composition.Layer;
import aive.media.Asset;
import aive.project.CaptionAnchor;
import aive.project.CaptionPosition;
import aive.project.CaptionSettings;
import aive.project.LetterCase;
import aive.project.Project;
import aive.project.RenderSettings;
import aive.project.Source;
import aive.project.Title;
import aive.time.FrameRange;
import aive.time.Rational;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Turns the titles of a project into layers.
public final class TitleComposer {

    /// The usual font size of titles, as shares of the frame's shorter side.
    private static final Rational SIZE_IN_WIDE_FRAMES = Rational.of(9, 100);
    private static final Rational SIZE_IN_OTHER_FRAMES = Rational.of(10, 100);

    private final RenderSettings settings;
    private final Function<Source, Asset> assets;
    private final CaptionFonts fonts;

    /// @param assets maps the font files of titles to their stored files
    /// @param fonts has the stored font files
    public TitleComposer(Project project, Function<Source, Asset> assets, CaptionFonts fonts) {
        this.settings = project.settings();
        this.assets = assets;
        this.fonts = fonts;
    }

    /// A title with what draws it.
    ///
    /// @param text in the title's case
    /// @param fonts the large fonts that it needs
    public record Designed(String text, CaptionDesign design, LargeFonts.Choice fonts) {}

    public Designed designed(Title title) {
        CaptionDesign design = CaptionDesign.of(
                completed(title.style()), settings.width(), settings.height(),
                title.style().fontFile().map(assets).map(Asset::sha256));
        String text = design.cased(title.text());
        Optional<Locale> language = title.style().language().map(Locale::forLanguageTag);
        LargeFonts large = new LargeFonts(fonts.withFileOf(design.look()), language, List.of(text));
        return new Designed(text, design, large.of(text));
    }

    /// The graphemes of a title that no font can draw.
    public List<String> undrawable(Designed title) {
        return fonts.withFileOf(title.design().look()).undrawable(title.text(), title.fonts().used());
    }

    /// The layout of a title.
    public CaptionLayout layout(Designed title) {
        return new CaptionLayout(fonts, settings.width(), settings.height(), title.design().look())
                .with(title.fonts().used());
    }

    /// The settings of a title with the defaults in which titles differ from captions.
    private CaptionSettings completed(CaptionSettings style) {
        Rational size = settings.width() > settings.height() ? SIZE_IN_WIDE_FRAMES : SIZE_IN_OTHER_FRAMES;
        return new CaptionSettings(
                style.text(),
                style.style(),
                style.position().or(() -> Optional.of(new CaptionPosition(CaptionAnchor.MIDDLE, Optional.empty()))),
                style.size().or(() -> Optional.of(size)),
                style.colour(),
                style.outlineColour(),
                style.outlineWidth(),
                style.background(),
                style.letterCase().or(() -> Optional.of(LetterCase.AS_WRITTEN)),
                style.highlight(),
                style.font(),
                style.fontFile(),
                style.animation(),
                style.language(),
                style.onMissing());
    }

    /// The frames in which a title is shown; empty if it begins after the end of the video.
    ///
    /// @param frames of the whole video
    public Optional<FrameRange> shown(Title title, long frames) {
        return OverlayComposer.shown(title.span(), settings.frameRate(), frames);
    }

    /// The layers of all titles that are shown, from the lowest to the highest.
    ///
    /// @param frames of the whole video
    List<Layer> layers(long frames) {
        return settings.overlays().titles().stream()
                .flatMap(title -> shown(title, frames).map(shown -> layer(title, shown)).stream())
                .toList();
    }

    private Layer layer(Title title, FrameRange shown) {
        Designed designed = designed(title);
        List<String> large = designed.fonts().identities();
        return new Layer.Title(
                designed.design().look(),
                new CaptionCue(shown, designed.text(), Optional.empty(), large, Optional.empty()),
                OverlayComposer.fade(title.span(), settings.frameRate(), shown));
    }
}
