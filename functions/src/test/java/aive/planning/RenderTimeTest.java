package aive.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.composition.Encoding;
import aive.composition.Item;
import aive.composition.ItemTransition;
import aive.composition.OutputFormat;
import aive.composition.TrackUnit;
import aive.composition.VideoTrack;
import aive.composition.Window;
import aive.media.ColourInfo;
import aive.media.ImageInfo;
import aive.project.Focus;
import aive.project.MotionMode;
import aive.project.Quality;
import aive.project.TransitionKind;
import aive.time.FrameRate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderTimeTest {

    @Test
    void theTimeDependsOnTheFramesTheirPixelsAndTheCodec() {
        assertEquals(15.5, seconds(300, 1920, 1080, new Encoding.H264(Quality.STANDARD)), 1e-9);
        assertEquals(62, seconds(300, 3840, 2160, new Encoding.H264(Quality.STANDARD)), 1e-9);
        assertEquals(43.5, seconds(300, 1920, 1080, new Encoding.Hevc(Quality.STANDARD)), 1e-9);
    }

    @Test
    void aMovingStillTakesLongerAndATransitionAsLongAsBothItsItems() {
        ImageInfo image = new ImageInfo(0, "png", 1920, 1080, ColourInfo.UNTAGGED, false);
        Item still = new Item.Still(30, "image", image);
        Item moving = new Item.Still(
                30, "image", image, Optional.empty(), Optional.empty(),
                StillMotion.of(MotionMode.ZOOM_IN, 30, FrameRate.of(30), Focus.CENTER));
        assertEquals(1.55, seconds(still), 1e-9);
        assertEquals(1.9, seconds(moving), 1e-9);
        assertEquals(1.55 + 1.9, seconds(still, moving), 1e-9);
        assertEquals(1.55 + 1.9, seconds(new ItemTransition(TransitionKind.CROSSFADE, still, moving, 0, 30)), 1e-9);
    }

    private static double seconds(TrackUnit... units) {
        OutputFormat format = new OutputFormat(
                1920, 1080, FrameRate.of(30), new Encoding.H264(Quality.STANDARD));
        return RenderTime.processorSeconds(new Window(format, new VideoTrack(List.of(units)), List.of()));
    }

    private static double seconds(long frames, int width, int height, Encoding encoding) {
        return RenderTime.processorSeconds(frames, new OutputFormat(width, height, FrameRate.of(30), encoding));
    }
}
