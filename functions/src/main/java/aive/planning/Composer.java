package aive.planning;

import aive.caption.CaptionFonts;
import aive.composition.AudioMix;
import aive.composition.Composition;
import aive.composition.Encoding;
import aive.composition.Fit;
import aive.composition.Item;
import aive.composition.ItemTransition;
import aive.composition.Layer;
import aive.composition.OutputFormat;
import aive.composition.TrackUnit;
import aive.composition.VideoTrack;
import aive.media.Asset;
import aive.media.ImageInfo;
import aive.media.VideoInfo;
import aive.media.VisualInfo;
import aive.project.Clip;
import aive.project.Framing;
import aive.project.MotionMode;
import aive.project.Project;
import aive.project.RenderSettings;
import aive.project.Source;
import aive.time.FrameRange;
import aive.time.FrameRate;
import aive.timeline.Shot;
import aive.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Turns a timeline into a composition: each shot becomes an item, and each transition into a shot a unit of its own.
public final class Composer {

    private final Project project;
    private final Timeline timeline;
    private final Function<Source, Asset> assets;
    private final CaptionFonts fonts;
    private final CaptionComposer captions;

    private Composer(
            Project project,
            Timeline timeline,
            Function<Source, Asset> assets,
            CaptionFonts fonts,
            CaptionComposer captions) {
        this.project = project;
        this.timeline = timeline;
        this.assets = assets;
        this.fonts = fonts;
        this.captions = captions;
    }

    /// @param timeline of the project
    /// @param assets maps each source of the project to its stored file, which is probed for its use in the project
    /// @param fonts of the titles; has their stored font files
    /// @param captions of the project and its timeline
    public static Composition compose(
            Project project,
            Timeline timeline,
            Function<Source, Asset> assets,
            CaptionFonts fonts,
            CaptionComposer captions) {
        return new Composer(project, timeline, assets, fonts, captions).compose();
    }

    private Composition compose() {
        OutputFormat format = format(project.settings());
        List<Layer> layers =
                new ArrayList<>(new OverlayComposer(project, format, timeline.frames().end()).layers(assets));
        layers.addAll(new TitleComposer(project, assets, fonts).layers(timeline.frames().end()));
        captions.layer().ifPresent(layers::add);
        return new Composition(format, new VideoTrack(units()), layers, audio());
    }

    private static OutputFormat format(RenderSettings settings) {
        Encoding encoding = switch (settings.codec()) {
            case H264 -> new Encoding.H264(settings.quality());
            case HEVC -> new Encoding.Hevc(settings.quality());
        };
        return new OutputFormat(settings.width(), settings.height(), settings.frameRate(), encoding);
    }

    /// The shots, and the transitions between them.
    private List<TrackUnit> units() {
        List<TrackUnit> units = new ArrayList<>();
        List<Shot> shots = timeline.shots();
        FrameRate rate = timeline.frameRate();
        MotionMode motion = MotionMode.NONE;
        Optional<Item> leaving = Optional.empty();
        for (int i = 0; i < shots.size(); i++) {
            Optional<Shot.Entry> entry = shots.get(i).entry();
            Optional<Shot.Entry> exit = i + 1 < shots.size() ? shots.get(i + 1).entry() : Optional.empty();
            long first = entry.map(Shot.Entry::frames).orElse(0L);
            long body = shots.get(i).frames().length() - entry.map(Shot.Entry::after).orElse(0L)
                    - exit.map(Shot.Entry::before).orElse(0L);
            long last = exit.map(Shot.Entry::frames).orElse(0L);
            motion = motion(shots.get(i), motion);
            Item whole = item(shots.get(i), first + body + last, motion);
            if (entry.isPresent()) {
                Item entering = whole.part(new FrameRange(0, first), rate);
                units.add(new ItemTransition(entry.get().kind(), leaving.orElseThrow(), entering, 0, first));
            }
            units.add(whole.part(FrameRange.ofLength(first, body), rate));
            leaving = exit.map(_ -> whole.part(FrameRange.ofLength(first + body, last), rate));
        }
        return units;
    }

    private Clip clip(Shot.FootageShot shot) {
        return project.sentences().get(shot.sentence()).clips().get(shot.clip());
    }

    /// How the view moves in a shot, if the shot is a still image.
    private MotionMode motion(Shot shot, MotionMode previous) {
        return switch (shot) {
            case Shot.BlackShot _ -> MotionMode.NONE;
            case Shot.FootageShot footage -> {
                Clip clip = clip(footage);
                yield switch (assets.apply(clip.source()).visual().orElseThrow()) {
                    case VideoInfo _ -> MotionMode.NONE;
                    case ImageInfo _ -> StillMotion.chosen(clip.framing().motion(), footage.name(), previous);
                };
            }
        };
    }

    /// @param frames of the shot and of its transitions
    private Item item(Shot shot, long frames, MotionMode motion) {
        return switch (shot) {
            case Shot.BlackShot _ -> new Item.Solid(frames, Item.Solid.BLACK);
            case Shot.FootageShot footage -> {
                Clip clip = clip(footage);
                Asset asset = assets.apply(clip.source());
                Optional<Fit> fit = fit(clip.framing());
                yield switch (asset.visual().orElseThrow()) {
                    case VideoInfo video ->
                            new Item.Footage(frames, asset.visualFile(), video, footage.inPoint(), footage.fill(),
                                    behind(video, clip), fit);
                    case ImageInfo image ->
                            new Item.Still(frames, asset.visualFile(), image, behind(image, clip), fit,
                                    StillMotion.of(motion, frames, timeline.frameRate(), clip.framing().focus()));
                };
            }
        };
    }

    private static Optional<Integer> behind(VisualInfo media, Clip clip) {
        return Item.behind(media, clip.framing().background());
    }

    /// @return absent for the fit that an item has by default
    private static Optional<Fit> fit(Framing framing) {
        Fit fit = switch (framing.fit()) {
            case COVER -> new Fit.Cover(framing.focus());
            case CONTAIN -> new Fit.Contain(framing.background());
            case BLUR -> new Fit.Blur();
        };
        return Optional.of(fit).filter(chosen -> !chosen.equals(Fit.COVER));
    }

    private AudioMix audio() {
        return new AudioMix(
                timeline.frameRate().sampleAt(timeline.frames().end()),
                track(project.narration()),
                music(),
                OriginalSounds.of(project, timeline, assets),
                project.settings().loudness());
    }

    private Optional<AudioMix.Music> music() {
        List<AudioMix.MusicTrack> tracks = project.music().stream()
                .map(piece -> new AudioMix.MusicTrack(track(piece.source()), piece.start()))
                .toList();
        return tracks.isEmpty()
                ? Optional.empty()
                : Optional.of(new AudioMix.Music(tracks, project.settings().music()));
    }

    private AudioMix.Track track(Source source) {
        Asset asset = assets.apply(source);
        return new AudioMix.Track(asset.sha256(), asset.audio().orElseThrow());
    }
}
